import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsObject, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import type { PolicyKind } from '../policy-bodies.js';
import { policyKinds } from '../policy-faults.js';
import type { PolicyEntity, PolicyScopeKind } from '../policy.entity.js';

const scopeKinds = ['default', 'category', 'service'] as const;
const statuses = ['draft', 'published'] as const;
/** An instant with a zone: a time without one would be read differently by different readers. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const IsInstant = (): PropertyDecorator => (prototype, property) => {
  Matches(instantPattern, { message: 'must be an ISO 8601 instant with a zone' })(prototype, property);
  IsISO8601({ strict: true })(prototype, property);
};
const codePattern = /^[A-Z0-9][A-Z0-9-]*$/i;

export class PolicyDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: policyKinds }) kind: string;
  @ApiProperty({ description: 'Names the document through all its versions.', example: 'IN-HOME-STD' })
  code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ enum: scopeKinds }) scopeKind: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "The category's or service's id.",
    example: null,
  })
  scopeId: string | null;
  @ApiProperty({ enum: statuses }) status: string;
  @ApiProperty({ format: 'date-time', example: '2026-12-01T00:00:00.000Z' }) effectiveFrom: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) effectiveTo: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) publishedAt: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As its kind asks.',
    example: { defaultDays: 7, maxReworks: 2 },
  })
  body: Record<string, unknown>;
}

export class PolicyListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: policyKinds })
  @IsOptional()
  @IsIn(policyKinds)
  kind?: PolicyKind;

  @ApiPropertyOptional({ example: 'IN-HOME-STD' })
  @IsOptional()
  @Length(1, 60)
  code?: string;

  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: 'draft' | 'published';
}

export class DraftPolicyDto {
  @ApiProperty({ enum: policyKinds, example: 'warranty' })
  @IsIn(policyKinds)
  kind: PolicyKind;

  @ApiProperty({
    description: 'Of the document; a known one gets its next version.',
    example: 'WARRANTY-STD',
  })
  @Length(1, 60)
  @Matches(codePattern, { message: 'must be letters, digits and dashes' })
  code: string;

  @ApiPropertyOptional({ enum: scopeKinds, default: 'default' })
  @IsOptional()
  @IsIn(scopeKinds)
  scopeKind: PolicyScopeKind = 'default';

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid', description: 'Null for the default.' })
  @IsOptional()
  @IsUUID()
  scopeId?: string | null;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-12-01T00:00:00+05:30',
    description: 'When it begins to hold; its publishing when left out or past by then.',
  })
  @IsOptional()
  @IsInstant()
  effectiveFrom?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  effectiveTo?: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As its kind asks; each fault is pointed at.',
    example: { defaultDays: 10, maxReworks: 2 },
  })
  @IsObject()
  body: Record<string, unknown>;
}

export class ChangePolicyDto {
  @ApiPropertyOptional({ format: 'date-time', example: '2026-12-01T00:00:00+05:30' })
  @IsOptional()
  @IsInstant()
  effectiveFrom?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  effectiveTo?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { defaultDays: 14, maxReworks: 2 },
  })
  @IsOptional()
  @IsObject()
  body?: Record<string, unknown>;
}

export function toPolicyDto(policy: PolicyEntity): PolicyDto {
  const { id, kind, code, version, scopeKind, scopeId, effectiveFrom, effectiveTo, publishedAt } = policy;
  return {
    ...{ id, kind, code, version, scopeKind, scopeId },
    status: publishedAt === null ? 'draft' : 'published',
    effectiveFrom: effectiveFrom.toISOString(),
    effectiveTo: effectiveTo?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    body: { ...(policy.body as Record<string, unknown>) },
  };
}
