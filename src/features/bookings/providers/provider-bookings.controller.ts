import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { mapPage } from '../../../kernel/paging.js';
import type { Page } from '../../../kernel/paging.js';
import { CurrentActor, For } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../../platform/http/page.dto.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BookingProgressService } from '../visits/booking-progress.service.js';
import { BookingStartService } from '../visits/booking-start.service.js';
import type { BookingView } from '../bookings.service.js';
import {
  ContactAttemptDto,
  MissedCustomerDto,
  ProviderBookingDto,
  ProviderBookingsQuery,
  StartWorkDto,
} from '../dto/provider-booking.dto.js';
import { toProviderBookingDto } from '../dto/provider-booking.mapper.js';
import { NoShowService } from '../visits/no-show.service.js';
import { ProviderBookingsService } from './provider-bookings.service.js';

const BookingId = () => Param('id', new IdParam('booking'));
const illegal = 'booking.illegal_transition, booking.changed_meanwhile';

@ApiTags('For providers: bookings')
@For('provider')
@Controller('provider/bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ProviderBookingsController {
  constructor(
    private readonly own: ProviderBookingsService,
    private readonly progress: BookingProgressService,
    private readonly starting: BookingStartService,
    private readonly noShows: NoShowService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your jobs, the latest slot first' })
  @ApiPage(ProviderBookingDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit, ...filter }: ProviderBookingsQuery,
  ): Promise<Page<ProviderBookingDto>> {
    return mapPage(await this.own.list(actor, { cursor, limit }, filter), toProviderBookingDto);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your jobs' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async get(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<ProviderBookingDto> {
    return toProviderBookingDto(await this.own.get(actor, id));
  }

  @Post(':id/depart')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.depart', replay: 'get' })
  @ApiOperation({ summary: 'You set out' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'booking.not_found',
    409: illegal,
    422: 'idempotency.key_reused',
  })
  depart(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<ProviderBookingDto> {
    return this.shown(this.progress.advance(actor, id, 'depart', null));
  }

  @Post(':id/arrive')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.arrive', replay: 'get' })
  @ApiOperation({ summary: 'You are at the door' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'booking.not_found',
    409: illegal,
    422: 'idempotency.key_reused',
  })
  arrive(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<ProviderBookingDto> {
    return this.shown(this.progress.advance(actor, id, 'arrive', null));
  }

  @Post(':id/contact-attempt')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.contact_attempt', replay: 'get' })
  @ApiOperation({
    summary: 'You have tried to reach the customer; it counts from when you have arrived (CX-6)',
  })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: illegal,
    422: 'request.invalid, idempotency.key_reused',
  })
  contactAttempt(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { note }: ContactAttemptDto,
  ): Promise<ProviderBookingDto> {
    return this.shown(this.progress.advance(actor, id, 'contact_attempt', note ?? null));
  }

  @Post(':id/start')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.start', replay: 'started' })
  @ApiOperation({ summary: 'You begin, with the code the customer gives you (ST-3)' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: `booking.start_code_wrong, ${illegal}`,
    422: 'request.invalid, idempotency.key_reused',
    423: 'booking.start_code_locked',
  })
  start(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { startCode }: StartWorkDto,
  ): Promise<ProviderBookingDto> {
    return this.shown(this.starting.start(actor, id, startCode));
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.complete', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'The work is done; cash is taken' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid',
    404: 'booking.not_found',
    409: illegal,
    422: 'idempotency.key_reused',
  })
  complete(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<ProviderBookingDto> {
    return this.shown(this.progress.advance(actor, id, 'complete', null));
  }

  @Post(':id/no-show')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.no_show', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'The customer is not there, though you waited and tried to reach them (CX-6)' })
  @ApiOkResponse({ type: ProviderBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: `booking.too_early_for_no_show, booking.provider_has_not_arrived, booking.contact_attempts_missing, ${illegal}`,
    422: 'request.invalid, idempotency.key_reused',
  })
  noShow(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { reason }: MissedCustomerDto,
  ): Promise<ProviderBookingDto> {
    return this.shown(this.noShows.report(actor, id, 'customer', reason));
  }

  /** Renders a first answer to `start` again. */
  started(actor: Actor, id: string): Promise<ProviderBookingDto> {
    return this.shown(this.starting.startAgain(actor, id));
  }

  private async shown(step: Promise<BookingView>): Promise<ProviderBookingDto> {
    return toProviderBookingDto(await this.own.show(await step));
  }
}
