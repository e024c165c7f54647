import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { SessionDto, toSessionDto } from '../../platform/auth/session.dto.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';

/** The devices a staff member is signed in on (ID-2); whatever is ended here is refused from the next request on. */
@ApiTags('Staff')
@Controller('ops/auth')
@For('staff')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class StaffSessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Post('logout-all')
  @HttpCode(204)
  @ApiOperation({ summary: 'End every staff session of mine' })
  @ApiNoContentResponse()
  logoutAll(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.endAll(actor);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'My live staff sessions, the newest first' })
  @ApiPage(SessionDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<SessionDto>> {
    return mapPage(await this.sessions.list(actor, query), (each) => toSessionDto(each, actor));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of my staff sessions' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'session.not_found' })
  revoke(@CurrentActor() actor: Actor, @Param('id', new IdParam('session')) id: string): Promise<void> {
    return this.sessions.revokeOwn(actor, id);
  }
}
