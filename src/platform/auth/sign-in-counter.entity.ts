import { Entity, Index } from 'typeorm';
import { Instant, Int, NaturalKey } from '../database/columns.js';

/**
 * What was tried at a door that may belong to nobody: failed sign-ins by an identifier without an account, and the
 * row on which requests about one telephone number take turns.
 */
@Entity('sign_in_counters')
@Index(['updatedAt'])
export class SignInCounterEntity {
  /** HMAC of what was typed and of what it was typed for; nobody reads an address from it. */
  @NaturalKey(43) claimKey: string;
  @Int() failedLogins: number;
  @Instant({ nullable: true }) lockedUntil: Date | null;
  @Instant() updatedAt: Date;
}
