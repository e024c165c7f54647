import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { BookingEntity } from '../bookings/index.js';
import { ProviderEntity } from '../providers/index.js';
import { UserEntity } from '../users/index.js';
import type { ReviewSide } from './review.rule.js';

/** What one side of a completed booking says of the other (DI-5). */
@Entity('reviews')
@Index(['bookingId', 'side'], { unique: true })
@Index(['providerId', 'side', 'visibleAt', 'id'])
export class ReviewEntity {
  @Id() id: string;
  @Refers(() => BookingEntity) bookingId: string;
  /** Who wrote it. */
  @Text(10) side: ReviewSide;
  @Refers(() => UserEntity) customerId: string;
  @Refers(() => ProviderEntity) providerId: string;
  /** 1 to 5: of the visit by the customer, of the customer by the provider. */
  @Int() stars: number;
  /** Of the provider, as they count for the rating; by the provider's side the same as `stars`. */
  @Int() providerStars: number;
  @Pii('words') @LongText({ nullable: true }) text: string | null;
  /** Hidden before this; judged when read. */
  @Instant() visibleAt: Date;
  /** When its stars were added to the provider's: once, when it came to be seen. */
  @Instant({ nullable: true }) countedAt: Date | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}
