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
import { Pii, PiiHere } from '../../platform/telemetry/pii.js';
import type { Channel } from '../../kernel/actor.js';
import { CategoryEntity, SubcategoryEntity, RateCardEntity } from '../services/index.js';
import { ProviderEntity } from '../providers/index.js';
import { UserEntity } from '../users/index.js';
import type { PriceBreakdown } from '../pricing/index.js';
import type { Receipt } from '../policies/index.js';
import type { BookingEvent, BookingState } from './booking.state.js';
import type { PaymentMethod } from './money/payment-method.js';
import type { ProviderFault } from './cancelling/penalty.policy.js';

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

/**
 * The policy versions in force when the booking was made; they decide for its whole life (PO-3). Bookings made before
 * the later four were kept go by the versions in force at their making.
 */
export interface FrozenPolicies {
  cancellationId: string;
  pricingId: string;
  rescheduleId?: string;
  warrantyId?: string;
  compensationId?: string;
  penaltyId?: string;
}

/** What goes back by which way (MO-3). */
export interface InstrumentAmount {
  instrument: string;
  amountPaise: number;
}

@Entity('bookings')
@Index(['orderNumber'], { unique: true })
@Index(['customerId', 'slotStartAt', 'id'])
@Index(['state', 'slotStartAt', 'id'])
@Index(['slotStartAt', 'id'])
@Index(['providerId', 'slotStartAt'])
@Index(['unplaced', 'id'])
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
  /** While `pending_payment`: when it lapses. */
  @Instant({ nullable: true }) paymentDueAt: Date | null;
  /** Where it lay before it was first moved; null while it never was (CX-9). */
  @Instant({ nullable: true }) originalSlotStartAt: Date | null;
  /** When it was last moved inside a window that costs, and what a cancellation would have cost then (CX-9). */
  @Instant({ nullable: true }) lateMovedAt: Date | null;
  @Paise({ nullable: true }) lateMoveFeePaise: number | null;
  @Instant({ nullable: true }) arrivedAt: Date | null;
  @Instant({ nullable: true }) startedAt: Date | null;
  @Instant({ nullable: true }) completedAt: Date | null;
  /** The completed booking whose work this one does again, free of charge (DI-6). */
  @SubjectId({ nullable: true }) reworkOfId: string | null;
  /** What waives the fee of a cancellation (CX-5). */
  @Instant({ nullable: true }) safetyFlaggedAt: Date | null;
  @Instant({ nullable: true }) providerChangedAt: Date | null;
  @PiiHere('note') @Text(500, { nullable: true }) feeWaivedReason: string | null;
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
  /** As the service promised when it was booked (DI-6); null where it said nothing, and the policy does. */
  @Int({ nullable: true }) warrantyDays: number | null;
}

/** Append-only: one row a transition (ST-2). */
@Entity('booking_events')
@Index(['bookingId', 'sequence'], { unique: true })
export class BookingEventEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  @Int() sequence: number;
  @Text(24) event: BookingEvent | 'create' | 'waive_fee' | 'flag_safety';
  @Text(20, { nullable: true }) fromState: BookingState | null;
  @Text(20) toState: BookingState;
  @Text(16) actorKind: string;
  @Text(36) actorId: string;
  @Text(10) channel: Channel;
  @PiiHere('words') @Text(500, { nullable: true }) reason: string | null;
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
  @Json({ nullable: true }) refunds: readonly InstrumentAmount[] | null;
  @Text(60) tier: string;
  @Instant({ nullable: true }) nextTierAt: Date | null;
  @Json() receipts: readonly Receipt[];
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) usedAt: Date | null;
  @Instant() createdAt: Date;
}

/**
 * What a provider forfeits for leaving a booking they had taken (CX-7); its rows are counted for the review. A booking
 * that is moved may be taken, and left, by the same one again.
 */
@Entity('provider_penalties')
@Index(['bookingId', 'providerId'])
@Index(['providerId', 'at'])
export class ProviderPenaltyEntity {
  @Id() id: string;
  @Refers(() => ProviderEntity) providerId: string;
  @Refers(() => BookingEntity) bookingId: string;
  /** `cancelled`, `declined` or `no_show`. */
  @Text(20) cause: ProviderFault;
  @Paise() penaltyPaise: number;
  @Json() receipts: readonly Receipt[];
  @Instant() at: Date;
}
