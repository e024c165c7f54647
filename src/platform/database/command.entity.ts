import { Entity, Index } from 'typeorm';
import { Id, Instant, SubjectId, Text } from './columns.js';

/** One write done on someone's behalf, remembered so that it happens once (ARCHITECTURE 1.3, PF-2). */
@Entity('commands')
@Index(['scope', 'key'], { unique: true })
@Index(['expiresAt'])
export class CommandEntity {
  @Id() id: string;
  /** Who acts and what is done: `customer:<id>/bookings.create`. */
  @Text(160) scope: string;
  @Text(255) key: string;
  /** SHA-256 of the canonical arguments, in hex. */
  @Text(64) fingerprint: string;
  /** Id of what the command made or changed; the answer is rendered again from it. */
  @SubjectId({ nullable: true }) resultId: string | null;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
}
