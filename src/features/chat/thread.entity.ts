import { Entity, Index } from 'typeorm';
import {
  Id,
  Instant,
  Int,
  Json,
  LongText,
  Real,
  Refers,
  SubjectId,
  Text,
} from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import type { Language, TurnAnswer, TurnStep } from './turn-handler.js';

/** A conversation; it belongs to one principal. */
@Entity('threads')
@Index(['ownerKind', 'ownerId', 'lastMessageAt', 'id'])
export class ThreadEntity {
  @Id() id: string;
  @Text(16) ownerKind: string;
  @SubjectId() ownerId: string;
  @Pii('words') @Text(120) title: string;
  @Text(16) channel: string;
  @Text(10) language: Language;
  /** Sequence number of the next message. */
  @Int() nextSequence: number;
  /** The open dialog, as the turn handler left it: bounded, never a copy of the messages. */
  @Pii('words') @Json({ nullable: true }) dialog: unknown;
  @Instant() createdAt: Date;
  @Instant() lastMessageAt: Date;
  @Instant({ nullable: true }) deletedAt: Date | null;
}

@Entity('messages')
@Index(['threadId', 'sequence'], { unique: true })
@Index(['turnId'])
export class MessageEntity {
  @Id() id: string;
  @Refers(() => ThreadEntity) threadId: string;
  @Int() sequence: number;
  @Text(16) role: 'user' | 'assistant';
  @Pii('words') @LongText() content: string;
  @SubjectId({ nullable: true }) turnId: string | null;
  /** What was understood, on the person's message. */
  @Json({ nullable: true }) intents: TurnAnswer['intents'] | null;
  @Pii('words') @Json({ nullable: true }) entities: Readonly<Record<string, unknown>> | null;
  @Real({ nullable: true }) sentiment: number | null;
  /** The whole answer, on the assistant's message: a repeated request gets it again. */
  @Pii('words') @Json({ nullable: true }) answer: TurnAnswer | null;
  /** Which agents and tools made it. */
  @Json({ nullable: true }) steps: readonly TurnStep[] | null;
  @Int({ nullable: true }) latencyMs: number | null;
  @Instant() createdAt: Date;
}

export type TurnState = 'running' | 'done' | 'failed' | 'interrupted';

/** One message and its answer. A running turn holds a lease, so that one left by a crash is found (PF-7). */
@Entity('turns')
@Index(['threadId', 'state'])
@Index(['state', 'leaseUntil'])
@Index(['principal', 'key'], { unique: true })
export class TurnEntity {
  @Id() id: string;
  @Refers(() => ThreadEntity) threadId: string;
  /** `<audience>:<id>` of who talks. */
  @Text(60) principal: string;
  /** The client's Idempotency-Key, or the turn's own id. */
  @Text(255) key: string;
  /** SHA-256 of what was sent with the key. */
  @Text(64) fingerprint: string;
  @Text(12) state: TurnState;
  @SubjectId() messageId: string;
  @SubjectId({ nullable: true }) answerId: string | null;
  @Int() attempts: number;
  @Text(36) leaseToken: string;
  @Instant() leaseUntil: Date;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) finishedAt: Date | null;
}
