import type { DomainEvent } from '../../platform/events/domain-event.js';

export const catalogueSubjects = [
  'category',
  'service',
  'rate_card',
  'rate',
  'offered_pincode',
  'synonym',
  'pincode',
] as const;
/** What of the catalogue a change is about, in the trade's word. */
export type CatalogueSubject = (typeof catalogueSubjects)[number];

/** What was done to one thing of the catalogue, by whom, and what it looked like before and after. */
export interface CatalogueChange {
  readonly subject: CatalogueSubject;
  readonly subjectId: string;
  readonly verb: 'added' | 'changed' | 'removed';
  /** The staff member's id, or `system`. */
  readonly by: string;
  /** Only the members that differ; instants as ISO 8601. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What can be sold, where or for how much is no longer what it was. */
export type CatalogueChanged = DomainEvent<
  'catalogue.changed',
  CatalogueChange | { readonly subject?: undefined }
>;

export function catalogueChanged(at: Date, change?: CatalogueChange): CatalogueChanged {
  return { name: 'catalogue.changed', aggregateId: 'catalogue', at, payload: change ?? {} };
}
