import type { Reader } from '../../platform/database/transaction.js';

/** What customers owe from before; answered by whoever keeps the books. */
export abstract class DuesBook {
  /** What the customer's next payment is asked to bring along beside its price, in paise (CX-9). */
  abstract openPaise(reader: Reader, customerId: string): Promise<number>;
}
