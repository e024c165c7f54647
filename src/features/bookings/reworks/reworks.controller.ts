import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BookingReworks } from './booking-reworks.service.js';
import { BookingDto } from '../dto/booking.dto.js';
import { toBookingDto } from '../dto/booking.mapper.js';
import { RequestReworkDto } from '../dto/rework.dto.js';

@ApiTags('Bookings')
@For('customer')
@Controller('bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ReworksController {
  constructor(private readonly reworks: BookingReworks) {}

  @Post(':id/rework')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.rework', keptHours: 72, replay: 'again' })
  @ApiOperation({
    summary: 'Have work done again under its warranty, free of charge',
    description:
      'After as many reworks as the warranty policy allows, what was paid goes back instead: 409 `rework.exhausted`, with the refunds.',
  })
  @ApiCreatedResponse({ type: BookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, rework.warranty_over, rework.already_booked, rework.exhausted, slot.taken, booking.changed_meanwhile',
    422: 'request.invalid, slot.invalid, idempotency.key_reused',
  })
  async request(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Body() { slotStart, ...wish }: RequestReworkDto,
  ): Promise<BookingDto> {
    return toBookingDto(await this.reworks.request(actor, id, { ...wish, startAt: new Date(slotStart) }));
  }

  /** Renders a first answer again. */
  async again(actor: Actor, id: string): Promise<BookingDto> {
    return toBookingDto(await this.reworks.requestAgain(actor, id));
  }
}
