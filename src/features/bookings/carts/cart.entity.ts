import { Entity, Index } from 'typeorm';
import type { Audience } from '../../../kernel/actor.js';
import { Id, Instant, Int, Json, Refers, SubjectId, Text } from '../../../platform/database/columns.js';
import { CategoryEntity, RateCardEntity } from '../../services/index.js';
import type { QuotedItem } from '../../pricing/index.js';

/** What somebody means to book: rate cards of one category (PR-6). It keeps no prices, so none can be out of date. */
@Entity('carts')
@Index(['principalKind', 'principalId'], { unique: true })
export class CartEntity {
  @Id() id: string;
  @Text(20) principalKind: Audience;
  @SubjectId() principalId: string;
  /** Null while it is empty. */
  @Refers(() => CategoryEntity, { nullable: true }) categoryId: string | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}

@Entity('cart_items')
@Index(['cartId'])
export class CartItemEntity {
  @Id() id: string;
  @Refers(() => CartEntity) cartId: string;
  @Refers(() => RateCardEntity) rateCardId: string;
  /** 1 to 100. */
  @Int() quantity: number;
  @Json({ nullable: true }) attributes: QuotedItem['attributes'] | null;
  @Instant() createdAt: Date;
}
