import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

const onBehalfOf = ['customer', 'platform', 'provider'] as const;
const absent = ['customer', 'provider'] as const;

export class CancelOnBehalfDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'The provider fell ill.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;

  @ApiPropertyOptional({
    enum: onBehalfOf,
    default: 'platform',
    description:
      'Who pays: a customer the fee they would have paid, platform and provider its mirror (CX-4).',
  })
  @IsOptional()
  @IsIn(onBehalfOf)
  onBehalfOf: (typeof onBehalfOf)[number] = 'platform';

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'For a customer whom it costs something: from POST /ops/bookings/{id}/cancellation-quote.',
  })
  @IsOptional()
  @IsUUID()
  quoteId?: string;

  @ApiPropertyOptional({
    default: false,
    description: 'For a customer: without the fee; the reason says why.',
  })
  @IsOptional()
  @IsBoolean()
  waiveFee: boolean = false;
}

export class WaiveFeeDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'A death in the family.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class FlagSafetyDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'The customer wrote that she is afraid.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class ReportNoShowDto {
  @ApiProperty({ enum: absent })
  @IsIn(absent)
  absent: (typeof absent)[number];

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'Rang four times, nobody opened.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class MissedProviderDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'Nobody came, nobody called.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason?: string;
}
