import type { DomainEvent } from '../../platform/events/domain-event.js';

/** A provider cannot come in `[fromAt, toAt)`, though visits are booked then: somebody else has to. */
export type ProviderUnavailable = DomainEvent<
  'provider.unavailable',
  {
    providerId: string;
    /** ISO 8601. */
    fromAt: string;
    /** ISO 8601; null for good. */
    toAt: string | null;
    reason: string;
  }
>;

export function providerUnavailable(
  providerId: string,
  { fromAt, toAt, reason }: { fromAt: Date; toAt: Date | null; reason: string },
  at: Date,
): ProviderUnavailable {
  return {
    name: 'provider.unavailable',
    aggregateId: providerId,
    at,
    payload: { providerId, fromAt: fromAt.toISOString(), toAt: toAt?.toISOString() ?? null, reason },
  };
}
