import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { MaybeActor, Public } from '../../../platform/auth/decorators.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { AvailabilityService } from './availability.service.js';
import { SlotsQuery } from '../dto/booking-request.dto.js';
import { SlotsDto } from '../dto/booking.dto.js';
import { toSlotDto } from '../dto/booking.mapper.js';

@ApiTags('Catalogue')
@Public()
@Controller('services')
export class SlotsController {
  constructor(private readonly availability: AvailabilityService) {}

  @Get(':id/slots')
  @ApiOperation({ summary: 'When somebody could come' })
  @ApiOkResponse({ type: SlotsDto })
  @ApiProblems({
    404: 'service.not_found',
    422: 'request.invalid, pincode.not_serviceable, booking.too_long',
  })
  async list(
    @MaybeActor() actor: Actor | null,
    @Param('id') service: string,
    @Query() query: SlotsQuery,
  ): Promise<SlotsDto> {
    const asker = actor?.kind === 'customer' ? { customerId: actor.id } : {};
    return { data: (await this.availability.listSlots({ ...query, ...asker, service })).map(toSlotDto) };
  }
}
