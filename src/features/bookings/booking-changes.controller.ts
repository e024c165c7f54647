import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { BookingDetailsService } from './booking-details.service.js';
import { BookingReschedulingService } from './moving/booking-rescheduling.service.js';
import { BookingsService } from './bookings.service.js';
import { BookingDto } from './dto/booking.dto.js';
import { toBookingDto } from './dto/booking.mapper.js';
import {
  ChangeDetailsDto,
  RequestRescheduleQuoteDto,
  RescheduleDto,
  RescheduleProposalDto,
  RescheduleQuoteDto,
  toProposalDto,
  toRescheduleQuoteDto,
} from './dto/reschedule.dto.js';
import { RescheduleProposalsService } from './moving/reschedule-proposals.service.js';

const BookingId = () => Param('id', new IdParam('booking'));

@ApiTags('Bookings')
@For('customer')
@Controller('bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class BookingChangesController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly details: BookingDetailsService,
    private readonly rescheduling: BookingReschedulingService,
    private readonly proposals: RescheduleProposalsService,
  ) {}

  @Put(':id')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.change', replay: 'get' })
  @ApiOperation({ summary: 'Change instructions and contact of a booking; what is left out stays' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.over, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() body: ChangeDetailsDto,
  ): Promise<BookingDto> {
    return toBookingDto(await this.details.change(actor, id, body));
  }

  @Post(':id/reschedule-quote')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @ApiOperation({ summary: 'What moving the booking would cost now' })
  @ApiOkResponse({ type: RescheduleQuoteDto })
  @ApiProblems({
    400: 'request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, booking.slot_has_begun',
    422: 'request.invalid',
  })
  async quoteReschedule(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { slotStart }: RequestRescheduleQuoteDto,
  ): Promise<RescheduleQuoteDto> {
    const startAt = slotStart === undefined ? undefined : new Date(slotStart);
    return toRescheduleQuoteDto(await this.rescheduling.quote(actor, id, startAt));
  }

  @Post(':id/reschedule')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.reschedule', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Move the booking to another time, at the quoted figure; its price stays' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found, quote.not_found',
    409: 'slot.taken, quote.stale, booking.illegal_transition, booking.slot_has_begun, booking.changed_meanwhile',
    422: 'request.invalid, slot.invalid, idempotency.key_reused',
  })
  async reschedule(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { slotStart, ...move }: RescheduleDto,
  ): Promise<BookingDto> {
    const wanted = { ...move, startAt: new Date(slotStart) };
    return toBookingDto(await this.rescheduling.reschedule(actor, id, wanted));
  }

  @Get(':id/reschedule-proposal')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'The other time your provider asks for, while it waits for your answer' })
  @ApiOkResponse({ type: RescheduleProposalDto })
  @ApiProblems({ 404: 'booking.not_found, reschedule_proposal.not_found' })
  async proposal(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<RescheduleProposalDto> {
    return toProposalDto(await this.proposals.getOpen(actor, id));
  }

  @Post(':id/reschedule-proposal/accept')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.accept_proposal', replay: 'get' })
  @ApiOperation({ summary: 'Agree to the time your provider asks for; it is free' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'booking.not_found, reschedule_proposal.not_found',
    409: 'slot.taken, booking.illegal_transition, booking.slot_has_begun, booking.changed_meanwhile',
    410: 'reschedule_proposal.lapsed',
    422: 'slot.invalid, idempotency.key_reused',
  })
  async acceptProposal(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingDto> {
    return toBookingDto(await this.proposals.accept(actor, id));
  }

  @Post(':id/reschedule-proposal/decline')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.decline_proposal', replay: 'get' })
  @ApiOperation({ summary: 'Keep the time as booked' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'booking.not_found, reschedule_proposal.not_found',
    410: 'reschedule_proposal.lapsed',
    422: 'idempotency.key_reused',
  })
  async declineProposal(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingDto> {
    return toBookingDto(await this.proposals.decline(actor, id));
  }

  async get(actor: Actor, id: string): Promise<BookingDto> {
    return toBookingDto(await this.bookings.get(actor, id));
  }
}
