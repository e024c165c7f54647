import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, CurrentActor } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { BookingAssignmentService } from './booking-assignment.service.js';
import { BookingCreationService } from './booking-creation.service.js';
import { BookingsService } from './bookings.service.js';
import { OpsBookingDto } from './dto/booking.dto.js';
import { toOpsBookingDto } from './dto/booking.mapper.js';
import { AssignDto, CreateBookingForDto } from './dto/ops-booking.dto.js';

@ApiTags('Operations: bookings')
@Controller('ops/bookings')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class OpsBookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly creation: BookingCreationService,
    private readonly assignment: BookingAssignmentService,
  ) {}

  @Post()
  @Allow('bookings.create')
  @Idempotent({ name: 'ops.bookings.create', required: true, keptHours: 72, replay: 'get' })
  @ApiOperation({ summary: 'Book a visit for a customer' })
  @ApiCreatedResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_required, idempotency.key_invalid, request.malformed_json',
    404: 'user.not_found, address.not_found, quote.not_found, hold.not_found',
    409: 'slot.taken, price.changed, hold.mismatch, wallet.too_low',
    422: 'request.invalid, slot.invalid, pincode.not_serviceable, booking.mixed_categories, booking.too_long, payment.method_unavailable, idempotency.key_reused',
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateBookingForDto): Promise<OpsBookingDto> {
    const { customerId, ignoreNoticeReason, slotStart, ...order } = body;
    const wanted = { ...order, startAt: new Date(slotStart) };
    return toOpsBookingDto(await this.creation.createFor(actor, { customerId, ignoreNoticeReason }, wanted));
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Allow('bookings.assign')
  @Idempotent({ name: 'ops.bookings.assign', replay: 'get' })
  @ApiOperation({ summary: 'Give a booking to a provider; one who has it is taken off it' })
  @ApiOkResponse({ type: OpsBookingDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found, provider.not_found',
    409: 'provider.not_free, booking.illegal_transition, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async assign(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Body() { providerId, reason = 'Assigned by operations.' }: AssignDto,
  ): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.assignment.assign(actor, id, providerId, reason));
  }

  async get(actor: Actor, id: string): Promise<OpsBookingDto> {
    return toOpsBookingDto(await this.bookings.get(actor, id));
  }
}
