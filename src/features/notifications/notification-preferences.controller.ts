import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  ChangePreferencesDto,
  NoticePreferencesDto,
  toPreferencesDto,
} from './dto/notification-preference.dto.js';
import { NotificationPreferences } from './notification-preferences.service.js';

const signedOut = { 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' };

@ApiTags('Notifications')
@ApiBearerAuth()
@Controller('notifications/preferences')
export class NotificationPreferencesController {
  constructor(private readonly preferences: NotificationPreferences) {}

  @Get()
  @For('customer')
  @ApiOperation({ summary: 'What you are told of, and by which channel' })
  @ApiOkResponse({ type: NoticePreferencesDto })
  @ApiProblems(signedOut)
  async list(@CurrentActor() actor: Actor): Promise<NoticePreferencesDto> {
    return toPreferencesDto(await this.preferences.list(actor));
  }

  @Patch()
  @For('customer')
  @Idempotent({ name: 'notifications.choose', replay: 'list' })
  @ApiOperation({ summary: 'Switch categories of notices on and off' })
  @ApiOkResponse({ type: NoticePreferencesDto })
  @ApiProblems({
    ...signedOut,
    400: 'request.malformed_json, idempotency.key_invalid',
    422: 'request.invalid, notification.mandatory, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @Body() { choices }: ChangePreferencesDto,
  ): Promise<NoticePreferencesDto> {
    return toPreferencesDto((await this.preferences.change(actor, choices)).preferences);
  }
}
