import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Refers, Text } from '../../platform/database/columns.js';
import { UserEntity } from '../users/index.js';
import type { ConsentPurpose } from './consent-texts.js';

/** One word of a customer on one purpose, given or taken back; the latest holds, and none is ever changed (ID-9). */
@Entity('consents')
@Index(['userId', 'purpose', 'id'])
export class ConsentEntity {
  @Id() id: string;
  @Refers(() => UserEntity) userId: string;
  @Text(30) purpose: ConsentPurpose;
  @Flag() isGiven: boolean;
  /** Of the text they were shown. */
  @Text(20) textVersion: string;
  /** SHA-256 in hex of that text, and of everything that was agreed, when and by whom. */
  @Text(64) textHash: string;
  @Text(64) proofHash: string;
  @Text(45, { nullable: true }) ip: string | null;
  @Text(300, { nullable: true }) userAgent: string | null;
  @Instant() at: Date;
}
