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
import { BookingAssignmentService } from './booking-assignment.service.js';
import { BookingProgressService } from './visits/booking-progress.service.js';
import { BookingsService } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';
import { OpsBookingListQuery, TransitionDto } from './dto/booking-request.dto.js';
import { BookingEventsDto, OpsBookingDto } from './dto/booking.dto.js';
import { toBookingEventDto, toOpsBookingDto } from './dto/booking.mapper.js';
import { NoShowService } from './visits/no-show.service.js';

const BookingId = () => Param('id', new IdParam('booking'));

@ApiTags('Operations: bookings')
@Controller('ops/bookings')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffBookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly progress: BookingProgressService,
    private readonly assignment: BookingAssignmentService,
    private readonly noShows: NoShowService,
  ) {}

  @Get()
  @Allow('bookings.view')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'All bookings, the newest first' })
  @ApiPage(OpsBookingDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit, ...filter }: OpsBookingListQuery,
  ): Promise<Page<OpsBookingDto>> {
    return mapPage(await this.bookings.listForStaff(actor, { cursor, limit }, filter), toOpsBookingDto);
  }

  @Get(':id')
  @Allow('bookings.view')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'A booking' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async get(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.bookings.get(actor, id));
  }

  @Get(':id/events')
  @Allow('bookings.view')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'What has happened to a booking' })
  @ApiOkResponse({ type: BookingEventsDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async events(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingEventsDto> {
    return { data: (await this.bookings.listEvents(actor, id)).map(toBookingEventDto) };
  }

  @Post(':id/transition')
  @HttpCode(200)
  @Allow('bookings.edit')
  @Idempotent({ name: 'bookings.transition', replay: 'get' })
  @ApiOperation({ summary: 'Move a booking along, in the stead of its provider' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, booking.has_nobody, booking.too_early_for_no_show, booking.provider_has_arrived, booking.provider_has_not_arrived, booking.contact_attempts_missing, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async transition(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() body: TransitionDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.take(actor, id, body));
  }

  private take(
    actor: Actor,
    id: string,
    { event, absent = 'customer', reason }: TransitionDto,
  ): Promise<BookingView> {
    if (event === 'no_show') return this.noShows.report(actor, id, absent, reason);
    if (event === 'decline') return this.assignment.takeOff(actor, id, reason);
    return this.progress.advance(actor, id, event, reason);
  }
}
