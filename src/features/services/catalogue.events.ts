import type { DomainEvent } from '../../platform/events/domain-event.js';

/** What can be sold, where or for how much is no longer what it was. */
export type CatalogueChanged = DomainEvent<'catalogue.changed', Record<string, never>>;

export function catalogueChanged(at: Date): CatalogueChanged {
  return { name: 'catalogue.changed', aggregateId: 'catalogue', at, payload: {} };
}
