import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length } from 'class-validator';
import type { ConsentEntity } from '../consent.entity.js';
import { consentPurposes, consentTexts } from '../consent-texts.js';
import type { ConsentPurpose } from '../consent-texts.js';
import type { ConsentStanding } from '../consents.service.js';
import type { ErasureRequestEntity } from '../erasure-request.entity.js';
import type { PersonalExport } from '../export.service.js';

export class RecordConsentDto {
  @ApiProperty({ enum: consentPurposes, example: 'marketing' })
  @IsIn(consentPurposes)
  purpose: ConsentPurpose;

  @ApiProperty({ description: 'False takes it back, whatever the version.', example: true })
  @IsBoolean()
  isGiven: boolean;

  @ApiProperty({ description: 'Of the text the person was shown.', example: '2026-03' })
  @IsString()
  @Length(1, 20)
  textVersion: string;
}

export class ConsentDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ enum: consentPurposes, example: 'marketing' })
  purpose: ConsentPurpose;

  @ApiProperty({ example: true })
  isGiven: boolean;

  @ApiProperty({ example: '2026-03' })
  textVersion: string;

  @ApiProperty({
    description: 'SHA-256 of what was said, on which text, when and from where.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  proofHash: string;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  at: string;
}

export class ConsentStandingDto {
  @ApiProperty({ enum: consentPurposes, example: 'marketing' })
  purpose: ConsentPurpose;

  @ApiProperty({ description: 'Of the text in force.', example: '2026-03' })
  textVersion: string;

  @ApiProperty({ example: 'Nexora may tell me of offers by e-mail, SMS and in the app.' })
  text: string;

  @ApiProperty({ example: 'Nexora मुझे ऑफ़र बता सकता है।' })
  textHi: string;

  @ApiProperty({ description: 'What holds now; false when nothing was ever said.', example: false })
  isGiven: boolean;

  @ApiProperty({ type: ConsentDto, nullable: true, description: 'The last word on it.' })
  last: ConsentDto | null;
}

export class ConsentsDto {
  @ApiProperty({ type: [ConsentStandingDto] })
  data: ConsentStandingDto[];
}

export class PersonalExportDto {
  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  exportedAt: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  userId: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'object', additionalProperties: true } },
    description: 'Every row that is stored about the person, by table, as it is stored; without secrets.',
    example: { addresses: [{ city: 'Bangalore', pincode: '560001' }] },
  })
  tables: PersonalExport['tables'];
}

export class ErasureReceiptDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  requestId: string;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  erasedAt: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Rows by table that are gone.',
    example: { addresses: 2 },
  })
  deleted: Record<string, number>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Rows by table that say nothing of the person any more.',
    example: { users: 1 },
  })
  anonymised: Record<string, number>;

  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { rows: { type: 'integer' }, law: { type: 'string' } },
    },
    description: 'Rows by table that stay, and the law that has us keep them.',
    example: { ledger_entries: { rows: 4, law: 'Companies Act 2013, section 128' } },
  })
  kept: Record<string, { rows: number; law: string }>;

  @ApiProperty({
    description: 'The same as a JWS, signed by a key of /.well-known/jwks.json; keep it.',
    example: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTkzIn0.c2ln',
  })
  receipt: string;
}

export function toConsentDto({
  id,
  purpose,
  isGiven,
  textVersion,
  proofHash,
  at,
}: ConsentEntity): ConsentDto {
  return { id, purpose, isGiven, textVersion, proofHash, at: at.toISOString() };
}

export function toConsentsDto(standings: readonly ConsentStanding[]): ConsentsDto {
  return {
    data: standings.map(({ purpose, last }) => {
      const { version, en, hi } = consentTexts[purpose];
      return {
        ...{ purpose, textVersion: version, text: en, textHi: hi, isGiven: last?.isGiven ?? false },
        last: last && toConsentDto(last),
      };
    }),
  };
}

export function toErasureReceiptDto({
  id,
  erasedAt,
  outcome,
  receipt,
}: ErasureRequestEntity): ErasureReceiptDto {
  return {
    requestId: id,
    erasedAt: erasedAt.toISOString(),
    deleted: { ...outcome.deleted },
    anonymised: { ...outcome.anonymised },
    kept: { ...outcome.kept },
    receipt,
  };
}

export function toPersonalExportDto({ exportedAt, userId, tables }: PersonalExport): PersonalExportDto {
  return { exportedAt: exportedAt.toISOString(), userId, tables };
}
