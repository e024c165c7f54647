import { Entity, Index } from 'typeorm';
import { Day, Id, Instant, Int, Json, Paise, Refers, SubjectId } from '../../platform/database/columns.js';

/** What a provider was paid on a local day (MO-5): earned less penalties, less what they hold in cash. */
@Entity('payouts')
@Index(['providerId', 'onDay'], { unique: true })
export class PayoutEntity {
  @Id() id: string;
  @SubjectId() providerId: string;
  @Day() onDay: string;
  /** Of the bookings in its lines. */
  @Paise() earnedPaise: number;
  /** Forfeited since the payout before, as far as earnings cover it (CX-7). */
  @Paise() penaltyPaise: number;
  /** Kept from it against cash taken at the door. */
  @Paise() setOffPaise: number;
  @Paise() paidPaise: number;
  @Instant() createdAt: Date;
}

/** One booking's earning is paid out once: the key says so. */
@Entity('payout_lines')
@Index(['subjectId'], { unique: true })
@Index(['payoutId'])
export class PayoutLineEntity {
  @Id() id: string;
  @Refers(() => PayoutEntity) payoutId: string;
  @SubjectId() subjectId: string;
  @Paise() amountPaise: number;
}

/** Something about a booking that does not add up. */
export interface ReconciliationFault {
  readonly bookingId: string | null;
  readonly orderNumber: string | null;
  readonly fault: string;
  readonly expectedPaise: number;
  readonly foundPaise: number;
}

/** What a nightly reconciliation found (MO-6). */
@Entity('reconciliations')
@Index(['checkedAt'])
export class ReconciliationEntity {
  @Id() id: string;
  @Instant() checkedAt: Date;
  @Int() checked: number;
  @Json() faults: readonly ReconciliationFault[];
}
