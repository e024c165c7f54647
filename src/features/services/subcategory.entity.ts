import { Entity, Index } from 'typeorm';
import { Flag, Id, Int, Json, LongText, Refers, Text } from '../../platform/database/columns.js';
import { CategoryEntity } from './category.entity.js';
import type { ServiceAttribute } from './attributes.rule.js';

/** What a customer books; the trade says service, the table says subcategory (PR-1). */
@Entity('subcategories')
@Index(['slug'], { unique: true })
@Index(['categoryId'])
export class SubcategoryEntity {
  @Id() id: string;
  @Refers(() => CategoryEntity) categoryId: string;
  @Text(80) slug: string;
  @Text(80) name: string;
  @Text(120) nameHi: string;
  @LongText() description: string;
  @Int() durationMinutes: number;
  /** The skill a provider needs for it. */
  @Text(60) skill: string;
  @Int() warrantyDays: number;
  @Json() attributes: ServiceAttribute[];
  @Flag() isPopular: boolean;
  @Flag() isActive: boolean;
}
