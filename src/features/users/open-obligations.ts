import type { Reader } from '../../platform/database/transaction.js';

export const obligations = ['live_bookings', 'open_refunds', 'dues', 'wallet_balance'] as const;

/** What stands between a person and the end of their account. */
export type Obligation = (typeof obligations)[number];

/** Who knows whether somebody is still owed something, or owes; bound by the composition. */
export abstract class OpenObligations {
  abstract list(reader: Reader, userId: string): Promise<Obligation[]>;
}
