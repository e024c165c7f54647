import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { OpsRefundDto, toOpsRefundDto } from './dto/payment.dto.js';
import { ApproveRefundDto, RefundListQuery, RejectRefundDto } from './dto/refund-request.dto.js';
import { RefundApproval } from './refund-approval.service.js';

const RefundId = () => Param('id', new IdParam('refund'));

@ApiTags('Operations: money')
@Controller('ops/refunds')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class OpsRefundsController {
  constructor(private readonly refunds: RefundApproval) {}

  @Get()
  @Allow('payments.view')
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'Refunds, the newest first' })
  @ApiPage(OpsRefundDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@Query() { cursor, limit, ...filter }: RefundListQuery): Promise<Page<OpsRefundDto>> {
    return mapPage(await this.refunds.list({ cursor, limit }, filter), toOpsRefundDto);
  }

  @Get(':id')
  @Allow('payments.view')
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'A refund' })
  @ApiOkResponse({ type: OpsRefundDto })
  @ApiProblems({ 404: 'refund.not_found' })
  async get(@RefundId() id: string): Promise<OpsRefundDto> {
    return toOpsRefundDto(await this.refunds.get(id));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Allow('payments.refund')
  @Idempotent({ name: 'refunds.approve', required: true, keptHours: 72, replay: 'show' })
  @ApiOperation({ summary: 'Approve a refund that somebody else asked for' })
  @ApiOkResponse({ type: OpsRefundDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    403: 'auth.wrong_audience, auth.permission_missing, refund.own_request',
    404: 'refund.not_found',
    409: 'refund.not_open',
    422: 'request.invalid, idempotency.key_reused',
  })
  async approve(
    @CurrentActor() actor: Actor,
    @RefundId() id: string,
    @Body() { reason }: ApproveRefundDto,
  ): Promise<OpsRefundDto> {
    return toOpsRefundDto(await this.refunds.approve(actor, id, reason ?? null));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow('payments.refund')
  @Idempotent({ name: 'refunds.reject', required: true, keptHours: 72, replay: 'show' })
  @ApiOperation({ summary: 'Reject a refund that is not owed' })
  @ApiOkResponse({ type: OpsRefundDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'refund.not_found',
    409: 'refund.not_open, refund.owed',
    422: 'request.invalid, idempotency.key_reused',
  })
  async reject(
    @CurrentActor() actor: Actor,
    @RefundId() id: string,
    @Body() { reason }: RejectRefundDto,
  ): Promise<OpsRefundDto> {
    return toOpsRefundDto(await this.refunds.reject(actor, id, reason));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Allow('payments.refund')
  @Idempotent({ name: 'refunds.retry', required: true, keptHours: 72, replay: 'show' })
  @ApiOperation({ summary: 'Begin a refund again that the gateway failed' })
  @ApiOkResponse({ type: OpsRefundDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid',
    404: 'refund.not_found',
    409: 'refund.not_open',
    422: 'idempotency.key_reused',
  })
  async retry(@RefundId() id: string): Promise<OpsRefundDto> {
    return toOpsRefundDto(await this.refunds.retry(id));
  }

  show(_actor: Actor, id: string): Promise<OpsRefundDto> {
    return this.get(id);
  }
}
