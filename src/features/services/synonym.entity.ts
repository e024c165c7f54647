import { Entity, Index } from 'typeorm';
import { Id, Refers, Text } from '../../platform/database/columns.js';
import { CategoryEntity } from './category.entity.js';
import { SubcategoryEntity } from './subcategory.entity.js';
import type { SynonymLanguage } from './synonym-languages.js';

export type { SynonymLanguage } from './synonym-languages.js';

/** An everyday phrase for a service or, when `subcategoryId` is null, for a whole category. */
@Entity('synonyms')
@Index(['subcategoryId'])
@Index(['categoryId'])
export class SynonymEntity {
  @Id() id: string;
  @Refers(() => SubcategoryEntity, { nullable: true }) subcategoryId: string | null;
  @Refers(() => CategoryEntity, { nullable: true }) categoryId: string | null;
  @Text(10) language: SynonymLanguage;
  @Text(160) phrase: string;
}
