import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BookingHoldsService } from './booking-holds.service.js';
import { CreateHoldDto, HoldDto, toHeldWork, toHoldDto } from '../dto/hold.dto.js';

const HoldId = () => Param('id', new IdParam('hold'));

@ApiTags('Bookings')
@Controller('holds')
@For('customer', 'guest')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class HoldsController {
  constructor(private readonly holds: BookingHoldsService) {}

  @Post()
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'holds.create', replay: 'get' })
  @ApiOperation({ summary: 'Hold a time for five minutes; a new hold of a category replaces the old one' })
  @ApiCreatedResponse({ type: HoldDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'slot.taken',
    422: 'request.invalid, slot.invalid, pincode.not_serviceable, booking.mixed_categories, booking.too_long, idempotency.key_reused',
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateHoldDto): Promise<HoldDto> {
    return toHoldDto(await this.holds.hold(actor, toHeldWork(body)));
  }

  @Get(':id')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'A hold of yours; whether it has run out, expiresAt says' })
  @ApiOkResponse({ type: HoldDto })
  @ApiProblems({ 404: 'hold.not_found' })
  async get(@CurrentActor() actor: Actor, @HoldId() id: string): Promise<HoldDto> {
    return toHoldDto(await this.holds.get(actor, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @OpenToKeys('bookings.write')
  @ApiOperation({ summary: 'Give a held time back' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'hold.not_found' })
  async remove(@CurrentActor() actor: Actor, @HoldId() id: string): Promise<void> {
    await this.holds.release(actor, id);
  }
}
