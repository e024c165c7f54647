import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, Paise, SubjectId, Text } from '../../platform/database/columns.js';
import type { Audience } from '../../kernel/actor.js';
import type { PriceBreakdown } from './pricing.rule.js';
import type { QuotedItem } from './quoted-item.js';

/** A price promised until `expiresAt` for exactly these items, this place and this slot (PR-3). */
@Entity('quotes')
@Index(['expiresAt'])
export class QuoteEntity {
  @Id() id: string;
  /** Who asked; both null for a visitor without a token. */
  @Text(20, { nullable: true }) principalKind: Audience | 'system' | null;
  @SubjectId({ nullable: true }) principalId: string | null;
  /** In the order asked. */
  @Json() items: QuotedItem[];
  @Text(6) pincode: string;
  @Instant({ nullable: true }) slotStartAt: Date | null;
  @Json() breakdown: PriceBreakdown;
  @Paise() totalPaise: number;
  @Instant() expiresAt: Date;
  @SubjectId({ nullable: true }) usedByBookingId: string | null;
  @Instant() createdAt: Date;
}
