import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/decorators.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { ExplainedSlotsDto, StaffSlotsQuery, toExplainedSlotDto } from '../dto/staff-slot.dto.js';
import { SlotExplanations } from './slot-explanations.service.js';

@ApiTags('Operations: bookings')
@Controller('ops/services')
export class StaffSlotsController {
  constructor(private readonly explanations: SlotExplanations) {}

  @Get(':id/slots')
  @Allow('bookings.view')
  @ApiOperation({ summary: 'Who could come at each start of a day, and why the others could not' })
  @ApiOkResponse({ type: ExplainedSlotsDto })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'service.not_found',
    422: 'request.invalid, pincode.not_serviceable, booking.too_long',
  })
  async list(@Param('id') service: string, @Query() query: StaffSlotsQuery): Promise<ExplainedSlotsDto> {
    return { data: (await this.explanations.explain({ ...query, service })).map(toExplainedSlotDto) };
  }
}
