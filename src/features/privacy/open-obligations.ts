import type { Reader } from '../../platform/database/transaction.js';

/** What stands between a person and their erasure. */
export type Obligation = 'live_bookings' | 'dues' | 'wallet_balance';

/** Who knows whether somebody is still owed something, or owes; bound by the composition. */
export abstract class OpenObligations {
  abstract list(reader: Reader, userId: string): Promise<Obligation[]>;
}
