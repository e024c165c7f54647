import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from './secrets.js';

/**
 * Names an address or number that somebody typed, for rows that must be found by it and must not tell it: a plain hash
 * of a telephone number is reversed by trying them all.
 */
@Injectable()
export class ClaimedIdentity {
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(secrets: Secrets) {
    this.keys = secrets.deriveAll('claimed-identity');
  }

  /** @returns 43 characters; one and the same for ways of writing one value only if the caller has made them one. */
  keyOf(purpose: string, claimed: string): string {
    return nameUnder(this.keys[0], purpose, claimed);
  }

  /** As `keyOf`, under every known key, the current one first: for rows that outlive a change of the key. */
  keysOf(purpose: string, claimed: string): string[] {
    return this.keys.map((key) => nameUnder(key, purpose, claimed));
  }
}

function nameUnder(key: Buffer, purpose: string, claimed: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${claimed}`).digest('base64url');
}
