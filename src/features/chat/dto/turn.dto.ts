import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import type { AnsweredTurn } from '../chat.service.js';

export class SayDto {
  @ApiProperty({
    minLength: 1,
    maxLength: 10_000,
    example: 'My AC is not cooling, can someone come tomorrow at 11am?',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 10_000)
  message: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out, a new thread begins.' })
  @IsOptional()
  @IsUUID()
  threadId?: string;

  @ApiPropertyOptional({ example: 'app', maxLength: 16 })
  @IsOptional()
  @Matches(/^[a-z][a-z_]{0,15}$/)
  channel?: string;
}

/** The same, where the address names the thread. */
export class SayInThreadDto {
  @ApiProperty({ minLength: 1, maxLength: 10_000, example: 'no wait, make it 4pm' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 10_000)
  message: string;
}

export class IntentDto {
  @ApiProperty({ example: 'booking_management' })
  name: string;

  @ApiPropertyOptional({ example: 'book' })
  action?: string;

  @ApiProperty({ format: 'double', minimum: 0, maximum: 1, example: 0.97 })
  confidence: number;
}

export class OptionDto {
  @ApiProperty({ example: '2026-11-22T05:30:00.000Z' })
  id: string;

  @ApiProperty({ example: 'Sun 22 Nov, 11:00 am' })
  label: string;
}

export class ProposalDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'bookings.create' })
  kind: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { service: 'AC Repair', variant: 'Split AC', slotStart: '2026-11-22T05:30:00.000Z' },
  })
  details: Record<string, unknown>;

  @ApiPropertyOptional({ example: 76_500 })
  pricePaise?: number;

  @ApiPropertyOptional({ example: 0 })
  feePaise?: number;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

export class ActionDto {
  @ApiProperty({ example: 'booking.created' })
  kind: string;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'NX-7K2M9QXA' })
  summary: string;
}

export class CitationDto {
  @ApiProperty({ example: 1 })
  n: number;

  @ApiProperty({ example: 'cancellation-and-refunds' })
  documentId: string;

  @ApiProperty({ example: 'Cancellation and refunds' })
  title: string;

  @ApiProperty({ example: 'Cancelling is free until six hours before the visit.' })
  quote: string;
}

const awaitingWords = [
  'service',
  'variant',
  'address',
  'pincode',
  'date',
  'time',
  'slot',
  'booking',
  'complaintType',
  'description',
  'confirmation',
  'choice',
];

export class TurnAnswerDto {
  @ApiProperty({ format: 'uuid' })
  threadId: string;

  @ApiProperty({ format: 'uuid' })
  messageId: string;

  @ApiProperty({ format: 'uuid' })
  turnId: string;

  @ApiProperty({ example: 'Which of these do you need?' })
  reply: string;

  @ApiProperty({ enum: ['en', 'hi', 'hinglish'] })
  language: string;

  @ApiProperty({ type: [IntentDto] })
  intents: IntentDto[];

  @ApiProperty({
    enum: ['pattern', 'classifier', 'model', 'context'],
    description: 'What decided the intent.',
  })
  method: string;

  @ApiProperty({ example: 'booking' })
  agent: string;

  @ApiProperty({ enum: awaitingWords, nullable: true, type: String, description: 'What is asked for next.' })
  awaiting: string | null;

  @ApiProperty({ type: [OptionDto] })
  options: OptionDto[];

  @ApiProperty({ type: ProposalDto, nullable: true, description: 'The exact change a yes would make.' })
  proposal: ProposalDto | null;

  @ApiProperty({ type: ActionDto, nullable: true, description: 'What was done.' })
  action: ActionDto | null;

  @ApiProperty({ type: [CitationDto] })
  citations: CitationDto[];

  @ApiProperty({ type: Number, format: 'double', nullable: true, example: null })
  grounding: number | null;

  @ApiProperty({ type: [String], example: ['Book an AC repair'] })
  suggestions: string[];

  @ApiProperty({ description: 'A person takes over.' })
  handoff: boolean;

  @ApiProperty({ example: 12 })
  responseTimeMs: number;
}

export function toTurnAnswerDto({
  threadId,
  messageId,
  turnId,
  answer,
  responseTimeMs,
}: AnsweredTurn): TurnAnswerDto {
  return {
    threadId,
    messageId,
    turnId,
    reply: answer.reply,
    language: answer.language,
    intents: answer.intents.map(({ name, action, confidence }) => ({
      name,
      ...(action && { action }),
      confidence,
    })),
    method: answer.method,
    agent: answer.agent,
    awaiting: answer.awaiting,
    options: answer.options.map(({ id, label }) => ({ id, label })),
    proposal: answer.proposal,
    action: answer.action,
    citations: [...answer.citations],
    grounding: answer.grounding,
    suggestions: [...answer.suggestions],
    handoff: answer.handoff,
    responseTimeMs,
  };
}
