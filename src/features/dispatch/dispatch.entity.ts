import { Entity, Index } from 'typeorm';
import {
  Id,
  Instant,
  Int,
  Json,
  Real,
  Refers,
  RefersKey,
  SubjectId,
  Text,
} from '../../platform/database/columns.js';
import { PiiHere } from '../../platform/telemetry/pii.js';
import { BookingEntity } from '../bookings/index.js';
import { PolicyEntity } from '../policies/index.js';
import type { Receipt } from '../policies/index.js';
import { ProviderEntity } from '../providers/index.js';
import type { Score } from './score.rule.js';

/** `taken`: somebody accepted. `silent`: nobody did (DI-3). `void`: the booking was moved, ended or given out otherwise. */
export type DispatchState = 'open' | 'taken' | 'silent' | 'void';

/** The search for somebody to do a booking at one time; a reschedule or a job given back begins another (DI-2). */
@Entity('dispatches')
@Index(['openFor'], { unique: true })
@Index(['bookingId', 'id'])
export class DispatchEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  /** The booking's id while the search is open, then null: so that a booking never has two open searches. */
  @SubjectId({ nullable: true }) openFor: string | null;
  /** The booking's schedule the search is for. */
  @Int() scheduleVersion: number;
  /** The version in force when the search began (PO-3). */
  @Refers(() => PolicyEntity) policyId: string;
  @Text(10) state: DispatchState;
  /** Place of the wave last sent in the policy's list; -1 before the first. */
  @Int() waveIndex: number;
  @Instant({ nullable: true }) waveEndsAt: Date | null;
  /** Who is not asked: they have given back or refused this very job before. */
  @Json() exceptProviderIds: readonly string[];
  @Instant() startedAt: Date;
  @Instant({ nullable: true }) endedAt: Date | null;
}

/**
 * `taken`: somebody else was first. `lapsed`: not answered in time. `returned`: accepted, then given back. `void`: the
 * booking was moved, ended or given out otherwise.
 */
export type OfferState = 'open' | 'accepted' | 'declined' | 'lapsed' | 'taken' | 'returned' | 'void';

/** A job held out to one provider for a while. */
@Entity('dispatch_offers')
@Index(['dispatchId', 'waveIndex', 'providerId'], { unique: true })
@Index(['providerId', 'id'])
@Index(['providerId', 'state', 'expiresAt'])
@Index(['bookingId', 'id'])
export class DispatchOfferEntity {
  @Id() id: string;
  @Refers(() => DispatchEntity) dispatchId: string;
  @Refers(() => BookingEntity) bookingId: string;
  @Refers(() => ProviderEntity) providerId: string;
  @Int() scheduleVersion: number;
  @Int() waveIndex: number;
  @Text(10) state: OfferState;
  /** DI-1: 0 to 100, and the parts it is the sum of. */
  @Real() score: number;
  @Json() parts: Score['parts'];
  @Json() receipts: readonly Receipt[];
  @Instant() offeredAt: Date;
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) answeredAt: Date | null;
  /** Why it was declined or given back, if they said. */
  @PiiHere('words') @Text(500, { nullable: true }) reason: string | null;
}

/** What a provider has shown so far, counted as it happens, so that ranking them costs the same after years. */
@Entity('provider_records')
export class ProviderRecordEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  @Int() acceptedCount: number;
  /** Offers declined, let lapse, or accepted and given back. */
  @Int() refusedCount: number;
  @Int() visitCount: number;
  @Int() onTimeCount: number;
  @Instant({ nullable: true }) lastOfferedAt: Date | null;
}
