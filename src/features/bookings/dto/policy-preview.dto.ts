import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import type { PolicyPreview } from '../policy-previews/policy-preview.service.js';
import type { DecidedMoney } from '../policy-previews/policy-preview.rule.js';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const mostDecisions = 50_000;

export class PreviewPolicyDto {
  @ApiPropertyOptional({ example: '2026-01-01', description: 'First local day of the decisions replayed.' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ example: '2026-10-31', description: 'Last local day, included.' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  to?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: mostDecisions, default: 10_000, example: 10_000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(mostDecisions)
  limit: number = 10_000;
}

export class DecidedMoneyDto {
  @ApiProperty({ description: 'Paid by customers.', example: 100_000 }) feePaise: number;
  @ApiProperty({ description: 'Credited to customers.', example: 0 }) creditPaise: number;
  @ApiProperty({ description: 'Forfeited by providers.', example: 0 }) penaltyPaise: number;
  @ApiProperty({ description: 'Prices, or taxes for a tax policy.', example: 0 }) totalPaise: number;
}

export class TriedDecisionDto {
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ example: 'cancel' }) event: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: DecidedMoneyDto }) before: DecidedMoneyDto;
  @ApiProperty({ type: DecidedMoneyDto }) after: DecidedMoneyDto;
}

export class PolicyPreviewDto {
  @ApiProperty({ format: 'uuid' }) policyId: string;
  @ApiProperty({ example: 'cancellation' }) kind: string;
  @ApiProperty({ example: 3 }) version: number;
  @ApiProperty({ description: 'Past decisions that it would have made instead.', example: 812 })
  replayed: number;
  @ApiProperty({ example: 140 }) changed: number;
  @ApiProperty({ type: DecidedMoneyDto }) before: DecidedMoneyDto;
  @ApiProperty({ type: DecidedMoneyDto }) after: DecidedMoneyDto;
  @ApiProperty({ type: DecidedMoneyDto, description: 'After less before.' }) difference: DecidedMoneyDto;
  @ApiProperty({ type: [TriedDecisionDto], description: 'Some of the changed ones, the newest first.' })
  sample: TriedDecisionDto[];
}

export function toPolicyPreviewDto({ policy, sample, ...rest }: PolicyPreview): PolicyPreviewDto {
  const { replayed, changed, before, after } = rest;
  return {
    policyId: policy.id,
    kind: policy.kind,
    version: policy.version,
    ...{ replayed, changed, before: { ...before }, after: { ...after } },
    difference: minus(after, before),
    sample: sample.map(({ bookingId, event, at, ...money }) => ({
      ...{ bookingId, event, at: at.toISOString() },
      before: { ...money.before },
      after: { ...money.after },
    })),
  };
}

function minus(one: DecidedMoney, other: DecidedMoney): DecidedMoneyDto {
  return {
    feePaise: one.feePaise - other.feePaise,
    creditPaise: one.creditPaise - other.creditPaise,
    penaltyPaise: one.penaltyPaise - other.penaltyPaise,
    totalPaise: one.totalPaise - other.totalPaise,
  };
}
