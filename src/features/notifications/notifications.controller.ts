import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { NotificationDto, ReadAllDto, UnreadCountDto, toNotificationDto } from './dto/notification.dto.js';
import { NotificationsService } from './notifications.service.js';

const signedOut = { 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' };

@ApiTags('Notifications')
@ApiBearerAuth()
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @For('customer')
  @OpenToKeys('notifications.read')
  @ApiOperation({ summary: 'Your notices, newest first' })
  @ApiPage(NotificationDto)
  @ApiProblems({ ...signedOut, 422: 'request.invalid, page.cursor_invalid' })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<NotificationDto>> {
    return mapPage(await this.notifications.list(actor, query), toNotificationDto);
  }

  @Get('unread/count')
  @For('customer')
  @OpenToKeys('notifications.read')
  @ApiOperation({ summary: 'How many of your notices are unread' })
  @ApiOkResponse({ type: UnreadCountDto })
  @ApiProblems(signedOut)
  async countUnread(@CurrentActor() actor: Actor): Promise<UnreadCountDto> {
    return { count: await this.notifications.countUnread(actor) };
  }

  @Patch(':id/read')
  @For('customer')
  @OpenToKeys('notifications.write')
  @ApiOperation({ summary: 'Mark a notice as read' })
  @ApiParam({ name: 'id', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @ApiOkResponse({ type: NotificationDto })
  @ApiProblems({ ...signedOut, 404: 'notification.not_found' })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('notification')) id: string,
  ): Promise<NotificationDto> {
    return toNotificationDto(await this.notifications.read(actor, id));
  }

  @Post('read-all')
  @HttpCode(200)
  @For('customer')
  @OpenToKeys('notifications.write')
  @ApiOperation({ summary: 'Mark all your notices as read' })
  @ApiOkResponse({ type: ReadAllDto })
  @ApiProblems(signedOut)
  async readAll(@CurrentActor() actor: Actor): Promise<ReadAllDto> {
    return { read: await this.notifications.readAll(actor) };
  }

  @Delete(':id')
  @HttpCode(204)
  @For('customer')
  @OpenToKeys('notifications.write')
  @ApiOperation({ summary: 'Put a notice away; doing it twice is no fault' })
  @ApiParam({ name: 'id', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @ApiNoContentResponse()
  @ApiProblems({ ...signedOut, 404: 'notification.not_found' })
  async putAway(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('notification')) id: string,
  ): Promise<void> {
    await this.notifications.putAway(actor, id);
  }
}
