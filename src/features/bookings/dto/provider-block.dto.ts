import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length } from 'class-validator';
import { About, PiiHere } from '../../../platform/telemetry/pii.js';
import type { ProviderBlockEntity } from '../providers/provider-block.entity.js';
import { trimmed } from './booking-request.dto.js';

export class BlockProviderDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'We did not get along.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason?: string;
}

@About('customer')
export class ProviderBlockDto {
  @ApiProperty({ format: 'uuid' }) providerId: string;
  @ApiProperty({ enum: ['customer', 'staff'] }) blockedBy: string;
  @PiiHere('words')
  @ApiProperty({ type: String, nullable: true, example: 'We did not get along.' })
  reason: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class ProviderBlocksDto {
  @ApiProperty({ type: [ProviderBlockDto] }) data: ProviderBlockDto[];
}

export function toBlocksDto(blocks: readonly ProviderBlockEntity[]): ProviderBlocksDto {
  return {
    data: blocks.map(({ providerId, blockedBy, reason, createdAt }) => ({
      providerId,
      blockedBy,
      reason,
      createdAt: createdAt.toISOString(),
    })),
  };
}
