/**
 * Something that has happened to an aggregate, in the past tense: `booking.confirmed`. A feature declares its
 * events as types of this one and publishes them in the transaction that makes them true.
 */
export interface DomainEvent<Name extends string = string, P extends object = object> {
  name: Name;
  /** Subscribers hear the events of one aggregate in the order in which they were published. */
  aggregateId: string;
  at: Date;
  /** Plain values that survive JSON: instants as ISO 8601, money in paise. */
  payload: P;
}
