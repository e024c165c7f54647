import type { Reader } from '../../platform/database/transaction.js';

/** Which bookings are in dispute; answered by whoever keeps complaints. */
export abstract class OpenDisputes {
  /** Those of the bookings with a complaint that is not settled. */
  abstract among(reader: Reader, bookingIds: readonly string[]): Promise<ReadonlySet<string>>;
}
