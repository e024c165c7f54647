/** Somebody who is no user (yet), or is written to at another address than the one on their account. */
export interface Stranger {
  email?: string;
  /** E.164. */
  mobile?: string;
  /** Default `en`. */
  language?: string;
  /** How a letter calls them; default the address. */
  firstName?: string;
}

/** Whom a notice is for: a user by id, or a bare address. */
export type Addressee = { userId: string; to?: undefined } | { to: Stranger; userId?: undefined };
