import { Entity, Index } from 'typeorm';
import {
  Id,
  Instant,
  Int,
  Json,
  Paise,
  Refers,
  SubjectId,
  Text,
} from '../../../platform/database/columns.js';
import { PiiHere } from '../../../platform/telemetry/pii.js';
import type { Receipt } from '../../policies/index.js';
import { ProviderEntity } from '../../providers/index.js';
import { BookingEntity } from '../booking.entity.js';

/** What moving a booking costs, as somebody was shown it: good for five minutes and the booking as it stood (CX-9). */
@Entity('reschedule_quotes')
@Index(['bookingId'])
export class RescheduleQuoteEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @SubjectId() principalId: string;
  @Int() bookingVersion: number;
  @Paise() feePaise: number;
  @Text(60) tier: string;
  @Instant({ nullable: true }) nextTierAt: Date | null;
  @Json() receipts: readonly Receipt[];
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) usedAt: Date | null;
  @Instant() createdAt: Date;
}

export type ProposalState = 'open' | 'accepted' | 'declined' | 'lapsed';

/** Another time a provider asks for; it needs the customer's consent, and silence cancels the booking (CX-9). */
@Entity('reschedule_proposals')
@Index(['bookingId', 'state'])
export class RescheduleProposalEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @Refers(() => ProviderEntity) providerId: string;
  /** Of the booking when it was asked: once the booking has moved, the question is void. */
  @Int() scheduleVersion: number;
  @Instant() slotStartAt: Date;
  @PiiHere('words') @Text(500) reason: string;
  @Text(12) state: ProposalState;
  @Instant() answerDueAt: Date;
  @Instant({ nullable: true }) answeredAt: Date | null;
  @Instant() createdAt: Date;
}
