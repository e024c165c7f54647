import type { Editable } from './catalogue-edits.service.js';
import { CategoryEntity } from './category.entity.js';
import { PincodeEntity } from './pincode.entity.js';
import { RateCardVersionEntity } from './rate-card-version.entity.js';
import { RateCardEntity } from './rate-card.entity.js';
import { SubcategoryEntity } from './subcategory.entity.js';
import { SynonymEntity } from './synonym.entity.js';

export const editableCategory: Editable<CategoryEntity> = {
  subject: 'category',
  entity: CategoryEntity,
  key: 'id',
};
export const editableService: Editable<SubcategoryEntity> = {
  subject: 'service',
  entity: SubcategoryEntity,
  key: 'id',
};
export const editableRateCard: Editable<RateCardEntity> = {
  subject: 'rate_card',
  entity: RateCardEntity,
  key: 'id',
};
export const editableRate: Editable<RateCardVersionEntity> = {
  subject: 'rate',
  entity: RateCardVersionEntity,
  key: 'id',
};
export const editableSynonym: Editable<SynonymEntity> = {
  subject: 'synonym',
  entity: SynonymEntity,
  key: 'id',
};
export const editablePincode: Editable<PincodeEntity> = {
  subject: 'pincode',
  entity: PincodeEntity,
  key: 'pincode',
};
