import type { Reader } from '../../platform/database/transaction.js';

export interface Contact {
  email: string | null;
  /** E.164. */
  mobile: string | null;
  /** `en`, `hi` ... */
  language: string;
  firstName: string;
}

/** How to reach a person. The root binds it to the users. */
export abstract class ContactBook {
  /** Null when there is no such person any more: they are written to no longer. */
  abstract find(reader: Reader, userId: string): Promise<Contact | null>;
}
