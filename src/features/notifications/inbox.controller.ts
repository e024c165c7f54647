import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { InboxDto, toInboxMessageDto } from './dto/inbox.dto.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('Development')
@Controller('dev')
export class InboxController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get('inbox')
  @Public()
  @ApiOperation({ summary: 'E-mails and text messages that were sent; not in production' })
  @ApiOkResponse({ type: InboxDto })
  @ApiProblems({ 404: 'route.not_found (in production)' })
  async list(): Promise<InboxDto> {
    return { data: (await this.notifications.listInbox()).map(toInboxMessageDto) };
  }
}
