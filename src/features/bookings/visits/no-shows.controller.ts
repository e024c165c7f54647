import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BookingsService } from '../bookings.service.js';
import { BookingDto } from '../dto/booking.dto.js';
import { toBookingDto } from '../dto/booking.mapper.js';
import { MissedProviderDto } from '../dto/staff-fees.dto.js';
import { NoShowService } from './no-show.service.js';

@ApiTags('Bookings')
@For('customer')
@Controller('bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class NoShowsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly noShows: NoShowService,
  ) {}

  @Post(':id/no-show')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.provider_no_show', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Say that the provider did not come; possible some time after the start' })
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, booking.too_early_for_no_show, booking.provider_has_arrived, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async report(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Body() { reason }: MissedProviderDto,
  ): Promise<BookingDto> {
    const said = reason ?? 'The customer says that the provider did not come.';
    return toBookingDto(await this.noShows.report(actor, id, 'provider', said));
  }

  /** Renders a first answer again. */
  async get(actor: Actor, id: string): Promise<BookingDto> {
    return toBookingDto(await this.bookings.get(actor, id));
  }
}
