import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, Paise, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { ThreadEntity } from '../chat/index.js';

/**
 * An exact change put to a person in words, waiting for their yes. The command that carries it out bears the
 * proposal's id as its key, so it happens once, whoever says yes how often.
 */
@Entity('proposals')
@Index(['threadId'])
export class ProposalEntity {
  @Id() id: string;
  @Refers(() => ThreadEntity) threadId: string;
  @SubjectId() turnId: string;
  /** `<audience>:<id>`: nobody else's yes counts. */
  @Text(60) principal: string;
  @Text(40) tool: string;
  /** What the tool is called with, to the letter. */
  @Pii('words') @Json() arguments: Readonly<Record<string, unknown>>;
  /** What the person was shown. */
  @Pii('words') @Json() details: Readonly<Record<string, unknown>>;
  /** The price of a booking, the fee of a cancellation. */
  @Paise() amountPaise: number;
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) withdrawnAt: Date | null;
  @Instant() createdAt: Date;
}
