import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from './secrets.js';

/**
 * Names an address or number that somebody typed, for rows that must be found by it and must not tell it: a plain hash
 * of a telephone number is reversed by trying them all.
 */
@Injectable()
export class ClaimedIdentity {
  private readonly key: Buffer;

  constructor(secrets: Secrets) {
    this.key = secrets.derive('claimed-identity');
  }

  /** @returns 43 characters; one and the same for ways of writing one value only if the caller has made them one. */
  keyOf(purpose: string, claimed: string): string {
    return createHmac('sha256', this.key).update(`${purpose}\n${claimed}`).digest('base64url');
  }
}
