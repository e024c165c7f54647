import { Entity, Index } from 'typeorm';
import { Flag, Id, Int, LongText, Refers, Text } from '../../platform/database/columns.js';
import { SubcategoryEntity } from './subcategory.entity.js';

/** A variant of a service: Basic, Split AC ... The one with the lowest `sort` is the default (PR-1). */
@Entity('rate_cards')
@Index(['slug'], { unique: true })
@Index(['subcategoryId'])
export class RateCardEntity {
  @Id() id: string;
  @Refers(() => SubcategoryEntity) subcategoryId: string;
  @Text(100) slug: string;
  @Text(80) name: string;
  @LongText() description: string;
  @Int() durationMinutes: number;
  @Int() sort: number;
  @Flag() isActive: boolean;
}
