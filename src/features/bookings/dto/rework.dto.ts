import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { instantPattern, trimmed } from './booking-request.dto.js';

export class RequestReworkDto {
  @ApiProperty({
    format: 'date-time',
    example: '2026-11-22T05:30:00.000Z',
    description: 'When whoever did the work is free; `slot.taken` names such times.',
  })
  @Matches(instantPattern, { message: 'must be an ISO 8601 instant with a zone' })
  @IsISO8601({ strict: true })
  slotStart: string;

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'The tap drips again.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;

  @ApiPropertyOptional({
    default: false,
    description: 'You will not have the same provider again; they are blocked for you.',
  })
  @IsOptional()
  @IsBoolean()
  anotherProvider?: boolean;
}
