import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
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
import {
  MessageDto,
  MessagesQuery,
  OpenThreadDto,
  RenameThreadDto,
  ThreadDto,
  toMessageDto,
  toThreadDto,
} from './dto/thread.dto.js';
import { SayInThreadDto, TurnAnswerDto, toTurnAnswerDto } from './dto/turn.dto.js';
import { ThreadsService } from './threads.service.js';

const ThreadId = () => Param('id', new IdParam('thread'));

@ApiTags('Chat')
@ApiBearerAuth()
@Controller('threads')
@For('customer', 'guest')
@ApiProblems({
  401: 'auth.required',
  403: 'auth.wrong_audience',
  404: 'thread.not_found',
  422: 'request.invalid',
})
export class ThreadsController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly chat: ChatService,
  ) {}

  @Post()
  @OpenToKeys('chat.write')
  @ApiOperation({ summary: 'Open a thread' })
  @ApiCreatedResponse({ type: ThreadDto })
  @ApiProblems({ 400: 'request.malformed_json', 409: 'chat.guest_threads_full' })
  async open(@CurrentActor() actor: Actor, @Body() body: OpenThreadDto): Promise<ThreadDto> {
    return toThreadDto(await this.threads.open(actor, body.title));
  }

  @Get()
  @OpenToKeys('chat.read')
  @ApiOperation({ summary: 'Your threads, the latest first' })
  @ApiPage(ThreadDto)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<ThreadDto>> {
    return mapPage(await this.threads.list(actor, query), toThreadDto);
  }

  @Get(':id')
  @OpenToKeys('chat.read')
  @ApiOperation({ summary: 'A thread' })
  @ApiOkResponse({ type: ThreadDto })
  async get(@CurrentActor() actor: Actor, @ThreadId() id: string): Promise<ThreadDto> {
    return toThreadDto(await this.threads.get(actor, id));
  }

  @Patch(':id')
  @OpenToKeys('chat.write')
  @ApiOperation({ summary: 'Rename a thread' })
  @ApiOkResponse({ type: ThreadDto })
  @ApiProblems({ 400: 'request.malformed_json' })
  async rename(
    @CurrentActor() actor: Actor,
    @ThreadId() id: string,
    @Body() body: RenameThreadDto,
  ): Promise<ThreadDto> {
    return toThreadDto(await this.threads.rename(actor, id, body.title));
  }

  @Delete(':id')
  @OpenToKeys('chat.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a thread' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @ThreadId() id: string): Promise<void> {
    return this.threads.remove(actor, id);
  }

  @Get(':id/messages')
  @OpenToKeys('chat.read')
  @ApiOperation({ summary: 'The messages of a thread, oldest first' })
  @ApiPage(MessageDto)
  async messages(
    @CurrentActor() actor: Actor,
    @ThreadId() id: string,
    @Query() query: MessagesQuery,
  ): Promise<Page<MessageDto>> {
    return mapPage(await this.threads.listMessages(actor, id, query.after, query.limit), toMessageDto);
  }

  @Post(':id/messages')
  @OpenToKeys('chat.write')
  @HttpCode(200)
  @RateLimit('chat')
  @SlowRoute()
  @ApiOperation({ summary: 'Say something in a thread' })
  @ApiOkResponse({ type: TurnAnswerDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'chat.turn_running',
    422: 'request.invalid, idempotency.key_reused',
    503: 'chat.turn_interrupted',
  })
  async say(
    @CurrentActor() actor: Actor,
    @ThreadId() threadId: string,
    @Body() { message }: SayInThreadDto,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<TurnAnswerDto> {
    return toTurnAnswerDto(await this.chat.say(actor, { message, threadId, key: checkedKey(key) }));
  }
}
