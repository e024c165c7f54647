import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../http/page.dto.js';
import { About } from '../../telemetry/pii.js';
import type { AuditEntryEntity } from '../audit-entry.entity.js';
import type { ChainFaultKind } from '../audit-chain.rule.js';
import type { AuditVerdict } from '../audit-verification.service.js';

const faultKinds: readonly ChainFaultKind[] = [
  'missing',
  'altered',
  'out_of_order',
  'beyond_head',
  'head_altered',
];

export class AuditLogQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Who acted.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({ example: 'staff.role_changed', maxLength: 60 })
  @IsOptional()
  @Matches(/^[a-z_.-]{1,60}$/)
  action?: string;

  @ApiPropertyOptional({ example: 'staff', maxLength: 40 })
  @IsOptional()
  @Matches(/^[a-z_-]{1,40}$/)
  subjectKind?: string;

  @ApiPropertyOptional({ maxLength: 64 })
  @IsOptional()
  @Matches(/^[\w-]{1,64}$/)
  subjectId?: string;

  @ApiPropertyOptional({ description: 'From this instant on.', example: '2026-03-01T00:00:00.000Z' })
  @IsOptional()
  @MaxLength(40)
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ description: 'Before this instant.', example: '2026-04-01T00:00:00.000Z' })
  @IsOptional()
  @MaxLength(40)
  @IsISO8601({ strict: true })
  to?: string;
}

@About('company')
export class AuditEntryDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  occurredAt: string;

  @ApiProperty({ example: 'staff' })
  actorKind: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  actorId: string;

  @ApiProperty({ type: String, nullable: true, example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11' })
  sessionId: string | null;

  @ApiProperty({ example: 'rest' })
  channel: string;

  @ApiProperty({ example: 'staff.role_changed' })
  action: string;

  @ApiProperty({ example: 'staff' })
  subjectKind: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  subjectId: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What was changed, before; personal values are masked.',
    example: { role: 'ops_staff' },
  })
  before: Record<string, unknown> | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What was changed, after; personal values are masked.',
    example: { role: 'ops_lead' },
  })
  after: Record<string, unknown> | null;

  @ApiProperty({ type: String, nullable: true, example: 'my-request-1' })
  correlationId: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Place in the chain; null until sealed.',
    example: 17,
  })
  sequence: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 in hex; null until sealed.',
    example: null,
  })
  hash: string | null;
}

export class ChainFaultDto {
  @ApiProperty({ example: 17 })
  sequence: number;

  @ApiProperty({ type: String, nullable: true, example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  entryId: string | null;

  @ApiProperty({ enum: faultKinds, example: 'altered' })
  fault: ChainFaultKind;
}

export class AuditVerdictDto {
  @ApiProperty({ example: true })
  ok: boolean;

  @ApiProperty({ description: 'Sealed entries followed without a fault.', example: 120 })
  entries: number;

  @ApiProperty({ description: 'Entries not sealed yet, of which nothing can be said.', example: 2 })
  unsealed: number;

  @ApiPropertyOptional({ type: ChainFaultDto, description: 'Left out when the chain holds.' })
  firstFault?: ChainFaultDto;
}

export function toAuditEntryDto(entry: AuditEntryEntity): AuditEntryDto {
  return {
    id: entry.id,
    occurredAt: entry.occurredAt.toISOString(),
    actorKind: entry.actorKind,
    actorId: entry.actorId,
    sessionId: entry.sessionId,
    channel: entry.channel,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    before: recordOf(entry.stateBefore),
    after: recordOf(entry.stateAfter),
    correlationId: entry.correlationId,
    sequence: entry.sequence,
    hash: entry.hash,
  };
}

/** A row that somebody tampered with is still shown: verifying it is another route's matter. */
function recordOf(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : { value: parsed };
  } catch {
    return { unreadable: true };
  }
}

export function toAuditVerdictDto({ firstFault, ...verdict }: AuditVerdict): AuditVerdictDto {
  return firstFault === null ? verdict : { ...verdict, firstFault };
}
