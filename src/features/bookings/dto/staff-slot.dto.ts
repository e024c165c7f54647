import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';
import { About, PiiHere } from '../../../platform/telemetry/pii.js';
import { slotReasons } from '../slots/slot-engine.js';
import type { ExplainedSlot } from '../slots/slot-explanations.service.js';
import { SlotTimesDto } from './booking.dto.js';
import { SlotsQuery } from './booking-request.dto.js';

export class StaffSlotsQuery extends OmitType(SlotsQuery, ['from', 'to'] as const) {
  @ApiPropertyOptional({ example: '2026-11-22', description: 'Local day; today when left out.' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  on?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Whom the visit is for: not all may meet (AV-2).' })
  @IsOptional()
  @IsUUID()
  customerId?: string;
}

@About('provider')
export class ProviderAnswerDto {
  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }) id: string;
  @PiiHere('name')
  @ApiProperty({ example: 'Ravi Kumar' })
  name: string;
  @ApiProperty({ enum: slotReasons, isArray: true, example: ['BUSY'], description: 'None: can come.' })
  reasons: string[];
}

export class ExplainedSlotDto extends SlotTimesDto {
  @ApiProperty({ example: true }) available: boolean;
  @ApiProperty({ description: 'How many bookings can still be won at this start.', example: 3 })
  remaining: number;
  @ApiProperty({ enum: slotReasons, isArray: true, example: [], description: 'As customers are told them.' })
  reasons: string[];
  @ApiProperty({ type: [ProviderAnswerDto], description: 'Everybody who serves the pincode, by name.' })
  providers: ProviderAnswerDto[];
}

export class ExplainedSlotsDto {
  @ApiProperty({ type: [ExplainedSlotDto] }) data: ExplainedSlotDto[];
}

export function toExplainedSlotDto(slot: ExplainedSlot): ExplainedSlotDto {
  const { startAt, endAt, available, remaining, reasons, providers } = slot;
  return {
    ...{ start: startAt.toISOString(), end: endAt.toISOString(), available, remaining },
    reasons: [...reasons],
    providers: providers.map((each) => ({ id: each.id, name: each.name, reasons: [...each.reasons] })),
  };
}
