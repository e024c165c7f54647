import { Entity, Index } from 'typeorm';
import { Id, Instant, Paise, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import type { AccountKind } from './account-kinds.js';

export type { AccountKind };

@Entity('ledger_accounts')
@Index(['kind', 'subject'], { unique: true })
export class LedgerAccountEntity {
  @Id() id: string;
  @Text(32) kind: AccountKind;
  /** The customer's or provider's id; `company` for the company's own accounts. */
  @Text(36) subject: string;
  @Instant() createdAt: Date;
}

/** Append-only. Positive is debit, negative is credit; the entries of a posting sum to zero (MO-1). */
@Entity('ledger_entries')
@Index(['accountId', 'at'])
@Index(['bookingId'])
@Index(['postingId'])
export class LedgerEntryEntity {
  @Id() id: string;
  @SubjectId() postingId: string;
  @Refers(() => LedgerAccountEntity) accountId: string;
  @Paise() amountPaise: number;
  /** Why: `booking.completed`, `booking.cancelled`, `wallet.paid` ... */
  @Text(40) reason: string;
  @SubjectId({ nullable: true }) bookingId: string | null;
  @Instant() at: Date;
}
