import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  StaffNotificationDto,
  StaffNotificationsQuery,
  toStaffNotificationDto,
} from './dto/staff-notification.dto.js';
import { StaffNotificationsService } from './staff-notifications.service.js';

const NotificationId = () => Param('id', new IdParam('notification'));

@ApiTags('Operations: notices')
@Controller('ops/notifications')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffNotificationsController {
  constructor(private readonly notifications: StaffNotificationsService) {}

  @Get()
  @Allow('users.view')
  @ApiOperation({
    summary: 'What became of the notices, newest first; those that failed when nothing is asked',
  })
  @ApiPage(StaffNotificationDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @Query() { cursor, limit, state }: StaffNotificationsQuery,
  ): Promise<Page<StaffNotificationDto>> {
    return mapPage(await this.notifications.list({ cursor, limit }, state), toStaffNotificationDto);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Allow('users.edit')
  @Idempotent({ name: 'notifications.resend', replay: 'show' })
  @ApiOperation({ summary: 'Send a notice that failed once more' })
  @ApiOkResponse({ type: StaffNotificationDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'notification.not_found',
    409: 'notification.not_failed, notification.secret_wiped',
    422: 'idempotency.key_reused',
  })
  async resend(@NotificationId() id: string): Promise<StaffNotificationDto> {
    return toStaffNotificationDto(await this.notifications.resend(id));
  }

  /** The answer to a repeated request. */
  async show(_actor: Actor, id: string): Promise<StaffNotificationDto> {
    return toStaffNotificationDto(await this.notifications.get(id));
  }
}
