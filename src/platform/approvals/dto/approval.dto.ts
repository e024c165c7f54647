import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../http/page.dto.js';
import { About, PiiHere } from '../../telemetry/pii.js';
import { approvalStates } from '../approval-states.js';
import type { ApprovalState } from '../approval-states.js';
import type { ApprovalEntity } from '../approval.entity.js';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

export class RequestApprovalDto {
  @ApiProperty({ description: 'The act that takes two people.', example: 'staff.role' })
  @IsString()
  @Matches(/^[a-z_.]{1,60}$/, { message: 'kind must be the name of an act' })
  kind: string;

  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  @IsUUID()
  subjectId: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'What the act takes besides its subject.',
    example: { roleId: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' },
  })
  @IsOptional()
  @IsObject()
  payload?: Record<string, unknown>;

  @ApiProperty({ maxLength: 300, example: 'Takes over the evening watch from April on.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  reason: string;
}

export class ApproveDto {
  @ApiPropertyOptional({ maxLength: 300, example: 'Agreed on the phone.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(300)
  note?: string;
}

export class RejectDto {
  @ApiProperty({ maxLength: 300, example: 'Not before the training.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  note: string;
}

export class ApprovalListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: approvalStates })
  @IsOptional()
  @IsIn(approvalStates)
  state?: ApprovalState;
}

@About('staff')
export class ApprovalDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a13' })
  id: string;

  @ApiProperty({ example: 'staff.role' })
  kind: string;

  @ApiProperty({ example: 'staff' })
  subjectKind: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  subjectId: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { roleId: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' },
  })
  payload: Record<string, string>;

  @ApiProperty({ enum: approvalStates, example: 'pending' })
  state: ApprovalState;

  @PiiHere('note')
  @ApiProperty({ example: 'Takes over the evening watch from April on.' })
  reason: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11' })
  requestedById: string;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  requestedAt: string;

  @ApiProperty({ description: 'To be decided before this.', example: '2026-03-09T05:30:00.000Z' })
  expiresAt: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  decidedById: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  decidedAt: string | null;

  @PiiHere('note')
  @ApiProperty({ type: String, nullable: true, example: null })
  decisionNote: string | null;
}

export function toApprovalDto(approval: ApprovalEntity): ApprovalDto {
  return {
    id: approval.id,
    kind: approval.kind,
    subjectKind: approval.subjectKind,
    subjectId: approval.subjectId,
    payload: approval.payload,
    state: approval.state,
    reason: approval.reason,
    requestedById: approval.requestedById,
    requestedAt: approval.requestedAt.toISOString(),
    expiresAt: approval.expiresAt.toISOString(),
    decidedById: approval.decidedById,
    decidedAt: approval.decidedAt?.toISOString() ?? null,
    decisionNote: approval.decisionNote,
  };
}
