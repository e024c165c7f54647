import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { Allow, CurrentActor } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BookingCancellationService } from './booking-cancellation.service.js';
import { BookingWaivers } from './booking-waivers.service.js';
import { BookingsService } from '../bookings.service.js';
import { CancellationQuoteDto, OpsBookingDto } from '../dto/booking.dto.js';
import { toCancellationQuoteDto, toOpsBookingDto } from '../dto/booking.mapper.js';
import { CancelOnBehalfDto, FlagSafetyDto, ReportNoShowDto, WaiveFeeDto } from '../dto/staff-fees.dto.js';
import { NoShowService } from '../visits/no-show.service.js';

const BookingId = () => Param('id', new IdParam('booking'));

/** How staff end bookings, and what people then pay. */
@ApiTags('Operations: bookings')
@Controller('ops/bookings')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffFeesController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly cancellation: BookingCancellationService,
    private readonly waivers: BookingWaivers,
    private readonly noShows: NoShowService,
  ) {}

  @Post(':id/cancellation-quote')
  @HttpCode(200)
  @Allow('bookings.cancel')
  @ApiOperation({ summary: 'What cancelling would cost the customer now, to be read out to them' })
  @ApiOkResponse({ type: CancellationQuoteDto })
  @ApiProblems({ 404: 'booking.not_found', 409: 'booking.illegal_transition' })
  async quote(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<CancellationQuoteDto> {
    return toCancellationQuoteDto(await this.cancellation.quote(actor, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('bookings.cancel')
  @Idempotent({ name: 'bookings.cancel_on_behalf', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Cancel for the customer, the platform or the provider' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found, quote.not_found',
    409: 'quote.stale, booking.cancellation_costs, booking.not_assigned, booking.illegal_transition, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() body: CancelOnBehalfDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.cancellation.cancelOnBehalf(actor, id, body));
  }

  @Post(':id/waive-fee')
  @HttpCode(200)
  @Allow('bookings.cancel')
  @Idempotent({ name: 'bookings.waive_fee', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Let the customer go without the fee, the one charged or the one to come' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.fee_already_waived, booking.no_fee_to_waive, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async waiveFee(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { reason }: WaiveFeeDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.waivers.waive(actor, id, reason));
  }

  @Post(':id/safety-flag')
  @HttpCode(200)
  @Allow('bookings.edit')
  @Idempotent({ name: 'bookings.flag_safety', replay: 'get' })
  @ApiOperation({ summary: 'Record a safety concern; cancelling then costs the customer nothing' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.safety_already_flagged, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async flagSafety(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { reason }: FlagSafetyDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.waivers.flagSafety(actor, id, reason));
  }

  @Post(':id/no-show')
  @HttpCode(200)
  @Allow('bookings.edit')
  @Idempotent({ name: 'bookings.no_show', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Close a booking to which the customer or the provider did not come' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, booking.too_early_for_no_show, booking.provider_has_arrived, booking.provider_has_not_arrived, booking.contact_attempts_missing, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async noShow(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { absent, reason }: ReportNoShowDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.noShows.report(actor, id, absent, reason));
  }

  /** Renders a first answer again. */
  async get(actor: Actor, id: string): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.bookings.get(actor, id));
  }
}
