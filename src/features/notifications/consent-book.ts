import type { Reader } from '../../platform/database/transaction.js';

/** Whether a person has agreed to be told of offers. The root binds it to the users. */
export abstract class ConsentBook {
  /** As it stands now: it is asked when a notice is about to leave, and again after every delay (NT-4). */
  abstract hasAgreedToOffers(reader: Reader, userId: string): Promise<boolean>;
}
