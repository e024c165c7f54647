import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { Allow, CurrentActor, OpenToKeys } from '../../../platform/auth/decorators.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { RequestRefundDto } from '../../payments/index.js';
import { BookingRefunds } from './booking-refunds.service.js';
import {
  BookingRefundsDto,
  ReconciliationDto,
  toBookingRefundsDto,
  toReconciliationDto,
} from '../dto/money.dto.js';
import { ReconciliationService } from './reconciliation.service.js';

@ApiTags('Operations: money')
@Controller('ops')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class OpsMoneyController {
  constructor(
    private readonly refunds: BookingRefunds,
    private readonly reconciliation: ReconciliationService,
  ) {}

  @Post('refunds')
  @Allow('payments.refund')
  @Idempotent({ name: 'refunds.request', required: true, keptHours: 72, replay: 'getRefunds' })
  @ApiOperation({ summary: 'Give money of a finished booking back; much of it waits for a second approval' })
  @ApiCreatedResponse({ type: BookingRefundsDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'refund.too_much, refund.booking_open',
    422: 'request.invalid, idempotency.key_reused',
  })
  async request(@CurrentActor() actor: Actor, @Body() body: RequestRefundDto): Promise<BookingRefundsDto> {
    return toBookingRefundsDto(await this.refunds.request(actor, body));
  }

  async getRefunds(actor: Actor, id: string): Promise<BookingRefundsDto> {
    return toBookingRefundsDto(await this.refunds.get(actor, id));
  }

  @Get('reconciliation')
  @Allow('payments.view')
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'Whether every booking adds up, as it stands now' })
  @ApiOkResponse({ type: ReconciliationDto })
  async reconcile(): Promise<ReconciliationDto> {
    return toReconciliationDto(await this.reconciliation.run());
  }
}
