import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { checkedKey } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { SlowRoute } from '../../platform/http/time-limit.guard.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { ChatService } from './chat.service.js';
import { HistoryQuery, MessageDto, ThreadDto, toMessageDto, toThreadDto } from './dto/thread.dto.js';
import { SayDto, TurnAnswerDto, toTurnAnswerDto } from './dto/turn.dto.js';
import { ThreadsService } from './threads.service.js';

@ApiTags('Chat')
@ApiBearerAuth()
@Controller('chat')
export class ChatController {
  constructor(
    private readonly chat: ChatService,
    private readonly threads: ThreadsService,
  ) {}

  @Post('message')
  @OpenToKeys('chat.write')
  @HttpCode(200)
  @For('customer', 'guest')
  @RateLimit('chat')
  @SlowRoute()
  @ApiOperation({ summary: 'Say something to the assistant' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Names the turn: a repeat gets the same answer.',
  })
  @ApiOkResponse({ type: TurnAnswerDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    404: 'thread.not_found',
    409: 'chat.turn_running, chat.guest_threads_full',
    422: 'request.invalid, idempotency.key_reused',
    503: 'chat.turn_interrupted',
  })
  async say(
    @CurrentActor() actor: Actor,
    @Body() body: SayDto,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TurnAnswerDto> {
    const turn = await this.chat.say(actor, { ...body, key: checkedKey(key) });
    if (turn.replayed) response.setHeader('Idempotent-Replayed', 'true');
    return toTurnAnswerDto(turn);
  }

  @Get('history')
  @OpenToKeys('chat.read')
  @For('customer', 'guest')
  @ApiOperation({ summary: 'The messages of a thread, oldest first' })
  @ApiPage(MessageDto)
  @ApiProblems({
    401: 'auth.required',
    403: 'auth.wrong_audience',
    404: 'thread.not_found',
    422: 'request.invalid',
  })
  async history(@CurrentActor() actor: Actor, @Query() query: HistoryQuery): Promise<Page<MessageDto>> {
    return mapPage(
      await this.threads.listMessages(actor, query.threadId, query.after, query.limit),
      toMessageDto,
    );
  }

  @Get('sessions')
  @OpenToKeys('chat.read')
  @For('customer', 'guest')
  @ApiOperation({ summary: 'Your threads, the latest first' })
  @ApiPage(ThreadDto)
  @ApiProblems({ 401: 'auth.required', 403: 'auth.wrong_audience', 422: 'page.cursor_invalid' })
  async sessions(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<ThreadDto>> {
    return mapPage(await this.threads.list(actor, query), toThreadDto);
  }

  @Delete('sessions/:id')
  @OpenToKeys('chat.write')
  @HttpCode(204)
  @For('customer', 'guest')
  @ApiOperation({ summary: 'Delete a thread' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: 'auth.required', 403: 'auth.wrong_audience', 404: 'thread.not_found' })
  remove(@CurrentActor() actor: Actor, @Param('id', new IdParam('thread')) id: string): Promise<void> {
    return this.threads.remove(actor, id);
  }
}
