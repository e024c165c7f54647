import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { ReceiptDto } from '../../pricing/index.js';
import type { RescheduleProposalEntity, RescheduleQuoteEntity } from '../moving/reschedule.entity.js';
import { instantPattern, trimmed } from './booking-request.dto.js';

const instantMessage = 'must be an ISO 8601 instant with a zone';

export class RequestRescheduleQuoteDto {
  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-11-22T05:30:00.000Z',
    description: 'The new start; a move to near its present date when left out.',
  })
  @IsOptional()
  @Matches(instantPattern, { message: instantMessage })
  @IsISO8601({ strict: true })
  slotStart?: string;
}

export class RescheduleDto {
  @ApiProperty({
    format: 'date-time',
    example: '2026-11-22T05:30:00.000Z',
    description: 'A start that /slots offers.',
  })
  @Matches(instantPattern, { message: instantMessage })
  @IsISO8601({ strict: true })
  slotStart: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'From POST /bookings/{id}/reschedule-quote; needed when moving costs.',
  })
  @IsOptional()
  @IsUUID()
  quoteId?: string;

  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'I will be at home later.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason?: string;
}

export class ProposeRescheduleDto {
  @ApiProperty({
    format: 'date-time',
    example: '2026-11-22T07:30:00.000Z',
    description: 'A start at which you are free.',
  })
  @Matches(instantPattern, { message: instantMessage })
  @IsISO8601({ strict: true })
  slotStart: string;

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'The job before yours takes longer.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class ChangeDetailsDto {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1000, example: 'Ring the upper bell.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(1000)
  instructions?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 120, example: 'Asha Rao' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(120)
  contactName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '+919812345678' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(20)
  contactMobile?: string | null;
}

export class RescheduleQuoteDto {
  @ApiProperty({ format: 'uuid' }) quoteId: string;
  @ApiProperty({ example: 4_900 }) feePaise: number;
  @ApiProperty({ example: 'free' }) tier: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) nextTierAt: string | null;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: [ReceiptDto] }) receipts: ReceiptDto[];
}

export class RescheduleProposalDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ format: 'date-time' }) slotStart: string;
  @ApiProperty({ example: 'The job before yours takes longer.' }) reason: string;
  @ApiProperty({ enum: ['open', 'accepted', 'declined', 'lapsed'] }) state: string;
  @ApiProperty({ format: 'date-time', description: 'From then on silence cancels the booking.' })
  answerDueAt: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export function toRescheduleQuoteDto(quote: RescheduleQuoteEntity): RescheduleQuoteDto {
  const { id, feePaise, tier, nextTierAt, expiresAt, receipts } = quote;
  return {
    quoteId: id,
    feePaise,
    tier,
    nextTierAt: nextTierAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    receipts: [...receipts],
  };
}

export function toProposalDto(proposal: RescheduleProposalEntity): RescheduleProposalDto {
  const { id, bookingId, slotStartAt, reason, state, answerDueAt, createdAt } = proposal;
  return {
    id,
    bookingId,
    slotStart: slotStartAt.toISOString(),
    reason,
    state,
    answerDueAt: answerDueAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
