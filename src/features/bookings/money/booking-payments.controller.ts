import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import {
  CheckoutAnswerDto,
  PaymentGateways,
  PaymentNotDue,
  PaymentsDto,
  RefundsDto,
  toCheckoutDto,
  toPaymentDto,
  toRefundDto,
} from '../../payments/index.js';
import type { PaymentEntity } from '../../payments/index.js';
import { BookingPayments } from './booking-payments.service.js';

@ApiTags('Bookings')
@For('customer')
@Controller()
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class BookingPaymentsController {
  constructor(
    private readonly payments: BookingPayments,
    private readonly gateways: PaymentGateways,
  ) {}

  @Post('payments/:bookingId/checkout')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'payments.checkout', required: true, keptHours: 72, replay: 'getCheckout' })
  @ApiOperation({ summary: 'Open the payment of a booking that waits for it; asked again, the same order' })
  @ApiOkResponse({ type: CheckoutAnswerDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'payment.not_due, payment.gateway_refused',
    422: 'idempotency.key_reused',
    503: 'payment.gateway_unavailable',
  })
  async checkout(
    @CurrentActor() actor: Actor,
    @Param('bookingId', new IdParam('booking')) bookingId: string,
  ): Promise<CheckoutAnswerDto> {
    return this.toAnswer(await this.payments.checkout(actor, bookingId));
  }

  async getCheckout(actor: Actor, id: string): Promise<CheckoutAnswerDto> {
    return this.toAnswer(await this.payments.getCheckout(actor, id));
  }

  @Get('bookings/:id/payments')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'What is asked and was paid for a booking' })
  @ApiOkResponse({ type: PaymentsDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async listPayments(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
  ): Promise<PaymentsDto> {
    return { data: (await this.payments.listPayments(actor, id)).map(toPaymentDto) };
  }

  @Get('bookings/:id/refunds')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'What goes back of what was paid for a booking' })
  @ApiOkResponse({ type: RefundsDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async listRefunds(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
  ): Promise<RefundsDto> {
    return { data: (await this.payments.listRefunds(actor, id)).map(toRefundDto) };
  }

  private toAnswer(payment: PaymentEntity): CheckoutAnswerDto {
    const checkout = toCheckoutDto(payment, this.gateways.keyOf(payment.gateway ?? ''));
    if (!checkout) throw new PaymentNotDue();
    return { id: payment.id, ...checkout };
  }
}
