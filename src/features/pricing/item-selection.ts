import { ValidationFailed } from '../../kernel/errors.js';
import type { CatalogueSnapshot, ListedCategory, ListedRateCard, ListedService } from '../services/index.js';
import { attributeFaults } from '../services/index.js';
import { MixedCategories } from './pricing.errors.js';
import type { QuotedItem } from './quoted-item.js';

export interface SelectedItem extends QuotedItem {
  readonly rateCard: ListedRateCard;
  readonly service: ListedService;
}

/**
 * What the items ask for, found in the catalogue, at least one and all of one category.
 * @throws ValidationFailed pointing at each rate card that is not on offer and each attribute that does not fit
 * @throws MixedCategories (PR-7)
 */
export function selectItems(
  snapshot: CatalogueSnapshot,
  items: readonly QuotedItem[],
): { category: ListedCategory; selected: [SelectedItem, ...SelectedItem[]] } {
  const found = items.map((item) => ({ item, found: snapshot.findRateCard(item.rateCardId) }));
  const faults = found.flatMap(({ item, found: known }, at) =>
    known
      ? attributeFaults(known.service.attributes, item.attributes ?? {}, `/items/${at}/attributes`)
      : [{ pointer: `/items/${at}/rateCardId`, detail: 'is not a rate card on offer' }],
  );
  if (faults.length > 0) throw new ValidationFailed(faults);
  const [first, ...others] = found.flatMap(({ item, found: known }) =>
    known ? [{ ...item, ...known }] : [],
  );
  if (!first) throw new ValidationFailed([{ pointer: '/items', detail: 'must have at least one item' }]);
  const slugs = new Set([first, ...others].map(({ service }) => service.category.slug));
  if (slugs.size > 1) throw new MixedCategories([...slugs]);
  return { category: first.service.category, selected: [first, ...others] };
}
