import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Length } from 'class-validator';
import { policyLanguages } from '../../policies/index.js';
import type { PolicyLanguage } from '../../policies/index.js';

export class PolicyTextQuery {
  @ApiPropertyOptional({
    example: 'plumbing',
    description: "The category's id or slug; the default otherwise.",
  })
  @IsOptional()
  @Length(1, 80)
  category?: string;

  @ApiPropertyOptional({ enum: policyLanguages, default: 'en' })
  @IsOptional()
  @IsIn(policyLanguages)
  language: PolicyLanguage = 'en';
}

export class FeeShareDto {
  @ApiProperty({ example: 1_500, description: 'Of the service value, in basis points.' }) percentBps: number;
  @ApiProperty({ example: 10_000 }) capPaise: number;
}

export class FeeTierDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'At most so many minutes are left.',
    example: 180,
  })
  upToMinutes: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'More than so many minutes are left.',
    example: 60,
  })
  overMinutes: number | null;
  @ApiProperty({ type: FeeShareDto }) unassigned: FeeShareDto;
  @ApiProperty({ type: FeeShareDto }) assigned: FeeShareDto;
  @ApiProperty({ type: FeeShareDto }) enRoute: FeeShareDto;
}

export class PolicyTextDto {
  @ApiProperty({ example: 'cancellation' }) kind: string;
  @ApiProperty({ example: 'IN-HOME-STD' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ format: 'date-time' }) effectiveFrom: string;
  @ApiProperty({ enum: policyLanguages }) language: string;
  @ApiProperty({
    description: 'Markdown, made from the very figures that decide.',
    example: '# Cancelling a booking',
  })
  text: string;
  @ApiProperty({ type: [FeeTierDto], description: 'The fee table, for cancellation and reschedule.' })
  tiers: FeeTierDto[];
}
