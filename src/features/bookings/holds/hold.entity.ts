import { Entity, Index } from 'typeorm';
import type { Audience } from '../../../kernel/actor.js';
import { Id, Instant, Int, Json, Refers, SubjectId, Text } from '../../../platform/database/columns.js';
import type { QuotedItem } from '../../pricing/index.js';
import { ProviderEntity } from '../../providers/index.js';
import { CategoryEntity } from '../../services/index.js';

/**
 * A provider's time kept for somebody who is about to book (HB-1); its cells stand in `provider_cells` under its id.
 * One for each principal and category. Whether it has run out is judged when it is read.
 */
@Entity('holds')
@Index(['principalKind', 'principalId', 'categoryId'], { unique: true })
@Index(['expiresAt'])
export class HoldEntity {
  @Id() id: string;
  @Text(20) principalKind: Audience;
  @SubjectId() principalId: string;
  @Refers(() => CategoryEntity) categoryId: string;
  /** In the order asked. */
  @Json() items: QuotedItem[];
  @Text(6) pincode: string;
  @Instant() slotStartAt: Date;
  @Instant() slotEndAt: Date;
  @Int() durationMinutes: number;
  @Refers(() => ProviderEntity) providerId: string;
  @Instant() expiresAt: Date;
  @Instant() createdAt: Date;
}
