import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { BookingCancellationService } from './cancelling/booking-cancellation.service.js';
import { BookingCreationService } from './booking-creation.service.js';
import { BookingsService } from './bookings.service.js';
import { BookingListQuery, CancelBookingDto, CreateBookingDto } from './dto/booking-request.dto.js';
import { BookingDto, BookingEventsDto, BookingStatusDto, CancellationQuoteDto } from './dto/booking.dto.js';
import {
  toBookingDto,
  toBookingEventDto,
  toBookingStatusDto,
  toCancellationQuoteDto,
} from './dto/booking.mapper.js';

const BookingId = () => Param('id', new IdParam('booking'));

@ApiTags('Bookings')
@For('customer')
@Controller('bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly creation: BookingCreationService,
    private readonly cancellation: BookingCancellationService,
  ) {}

  /** Sent again under its key, for three days, it is the first booking that is answered, never a second one (HB-6). */
  @Post()
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.create', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Book a visit' })
  @ApiCreatedResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'address.not_found, quote.not_found, hold.not_found',
    409: 'slot.taken, price.changed, hold.mismatch, wallet.too_low',
    422: 'request.invalid, slot.invalid, pincode.not_serviceable, booking.mixed_categories, booking.too_long, payment.method_unavailable, idempotency.key_reused',
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() { slotStart, ...order }: CreateBookingDto,
  ): Promise<BookingDto> {
    return toBookingDto(await this.creation.create(actor, { ...order, startAt: new Date(slotStart) }));
  }

  @Get()
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'Your bookings, the latest slot first' })
  @ApiPage(BookingDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit, ...filter }: BookingListQuery,
  ): Promise<Page<BookingDto>> {
    return mapPage(await this.bookings.list(actor, { cursor, limit }, filter), toBookingDto);
  }

  @Get(':id')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'A booking' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async get(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingDto> {
    return toBookingDto(await this.bookings.get(actor, id));
  }

  @Get(':id/status')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'How a booking stands' })
  @ApiOkResponse({ type: BookingStatusDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async status(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingStatusDto> {
    return toBookingStatusDto(await this.bookings.get(actor, id));
  }

  @Get(':id/events')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'What has happened to a booking' })
  @ApiOkResponse({ type: BookingEventsDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async events(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingEventsDto> {
    return { data: (await this.bookings.listEvents(actor, id)).map(toBookingEventDto) };
  }

  @Post(':id/cancellation-quote')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @ApiOperation({ summary: 'What cancelling would cost now' })
  @ApiOkResponse({ type: CancellationQuoteDto })
  @ApiProblems({ 404: 'booking.not_found', 409: 'booking.illegal_transition' })
  async quoteCancellation(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
  ): Promise<CancellationQuoteDto> {
    return toCancellationQuoteDto(await this.cancellation.quote(actor, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.cancel', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Cancel at the quoted figure' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found, quote.not_found',
    409: 'quote.stale, booking.illegal_transition, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() body: CancelBookingDto,
  ): Promise<BookingDto> {
    return toBookingDto(await this.cancellation.cancel(actor, id, body));
  }

  @Delete(':id')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.cancel_free', replay: 'get' })
  @ApiOperation({ summary: 'Cancel, if it is free' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'booking.not_found',
    409: 'booking.cancellation_costs, booking.illegal_transition',
    422: 'idempotency.key_reused',
  })
  async remove(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingDto> {
    return toBookingDto(await this.cancellation.cancelFree(actor, id));
  }
}
