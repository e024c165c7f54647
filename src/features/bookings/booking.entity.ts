import { Entity, Index } from 'typeorm';
import {
  Day,
  Flag,
  Id,
  Instant,
  Int,
  Json,
  LongText,
  Paise,
  Refers,
  SubjectId,
  Text,
} from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import type { Channel } from '../../kernel/actor.js';
import { CategoryEntity, SubcategoryEntity, RateCardEntity } from '../services/index.js';
import { ProviderEntity } from '../providers/index.js';
import { UserEntity } from '../users/index.js';
import type { PriceBreakdown } from '../pricing/index.js';
import type { Receipt } from '../policies/index.js';
import type { BookingEvent, BookingState } from './booking.state.js';
import type { PaymentMethod } from './payment-method.js';

/** ST-4: apart from the booking's own state. */
export type PaymentState = 'unpaid' | 'authorised' | 'paid' | 'partially_refunded' | 'refunded' | 'failed';

/** Where the work is done, as it stood when booked; later edits of the address do not reach it. */
export interface AddressSnapshot {
  line1: string;
  line2: string | null;
  city: string;
  state: string;
  pincode: string;
  contactName: string | null;
  contactMobile: string | null;
}

/** The policy versions in force when the booking was made; they decide for its whole life (PO-3). */
export interface FrozenPolicies {
  cancellationId: string;
  pricingId: string;
}

@Entity('bookings')
@Index(['orderNumber'], { unique: true })
@Index(['customerId', 'slotStartAt', 'id'])
@Index(['state', 'slotStartAt', 'id'])
@Index(['slotStartAt', 'id'])
@Index(['providerId', 'slotStartAt'])
export class BookingEntity {
  @Id() id: string;
  @Text(16) orderNumber: string;
  @Refers(() => UserEntity) customerId: string;
  @Refers(() => CategoryEntity) categoryId: string;
  /** Whose cells the booking owns; null when it is `unplaced` or over (HB-2). */
  @Refers(() => ProviderEntity, { nullable: true }) providerId: string | null;
  /** Nobody owns it: it stands in the operations queue. */
  @Flag() unplaced: boolean;
  @Text(20) state: BookingState;
  @Text(20) paymentState: PaymentState;
  @Text(10) paymentMethod: PaymentMethod;
  @Instant() slotStartAt: Date;
  @Instant() slotEndAt: Date;
  /** Local date of the slot, for day views. */
  @Day() slotOn: string;
  @Int() durationMinutes: number;
  @Pii('address') @Json() address: AddressSnapshot;
  @Text(6) pincode: string;
  @Text(60) city: string;
  @Json() price: PriceBreakdown;
  @Paise() totalPaise: number;
  /** Item lines before tax, surge and convenience: what fees are a share of (PR-7). */
  @Paise() serviceValuePaise: number;
  @Json() frozenPolicies: FrozenPolicies;
  /** Four digits the customer gives the provider at the door (ST-3). */
  @Text(4) startCode: string;
  @Pii('words') @LongText({ nullable: true }) instructions: string | null;
  @Text(10) channel: Channel;
  /** Goes up with each reschedule, so that old reminders are void (NT-3). */
  @Int() scheduleVersion: number;
  /** Goes up with each change, so that none is lost (ST-2). */
  @Int() version: number;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}

@Entity('booking_items')
@Index(['bookingId'])
export class BookingItemEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @Refers(() => RateCardEntity) rateCardId: string;
  @Refers(() => SubcategoryEntity) serviceId: string;
  @Text(80) serviceSlug: string;
  @Text(120) serviceName: string;
  @Text(120) variant: string;
  @Int() quantity: number;
  @Paise() unitPaise: number;
  @Paise() amountPaise: number;
  @Int() durationMinutes: number;
}

/** Append-only: one row a transition (ST-2). */
@Entity('booking_events')
@Index(['bookingId', 'sequence'], { unique: true })
export class BookingEventEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @Int() sequence: number;
  @Text(24) event: BookingEvent | 'create';
  @Text(20, { nullable: true }) fromState: BookingState | null;
  @Text(20) toState: BookingState;
  @Text(16) actorKind: string;
  @Text(36) actorId: string;
  @Text(10) channel: Channel;
  @Text(500, { nullable: true }) reason: string | null;
  @Json({ nullable: true }) receipts: readonly Receipt[] | null;
  @Instant() at: Date;
}

/** A cancellation figure somebody was shown, good for five minutes and for the booking as it then stood (CX-8). */
@Entity('cancellation_quotes')
@Index(['bookingId'])
export class CancellationQuoteEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @SubjectId() principalId: string;
  @Int() bookingVersion: number;
  @Paise() feePaise: number;
  @Paise() refundPaise: number;
  @Text(60) tier: string;
  @Instant({ nullable: true }) nextTierAt: Date | null;
  @Json() receipts: readonly Receipt[];
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) usedAt: Date | null;
  @Instant() createdAt: Date;
}
