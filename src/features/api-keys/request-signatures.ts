import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Schedule } from '../../platform/jobs/job.decorators.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { SignatureRefused } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { signingPurpose } from './api-keys.service.js';
import { isNonce, isSignedBy, nonceId, signatureToleranceMs, timelyAt } from './request-signature.rule.js';
import type { SignedParts } from './request-signature.rule.js';

/** Judges signed requests, and remembers those it let in (ID-8). */
@Injectable()
export class RequestSignatures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a request in once. The race: of copies sent at one moment, to whichever process, the unique key of the nonce
   * lets one through. A nonce is spent by a good signature only, so nobody can spend another's.
   * @throws SignatureRefused
   */
  async accept(keyId: string, signature: string, parts: SignedParts): Promise<void> {
    const now = this.clock.now();
    const at = timelyAt(parts.timestamp, now);
    if (!at || !isNonce(parts.nonce)) throw new SignatureRefused();
    const key = await this.work.read((reader) => this.keys.find(reader, keyId));
    if (!key || !isSignedBy(parts, signature, this.secretsOf(key, now))) throw new SignatureRefused();
    const nonce = {
      id: nonceId(keyId, parts.nonce),
      keyId,
      expiresAt: new Date(at.getTime() + signatureToleranceMs + 1_000),
    };
    if (!(await this.work.run((tx) => this.keys.useNonce(tx, nonce)))) throw new SignatureRefused();
  }

  /** Tidiness only: a request whose nonce may be forgotten is refused for its age. */
  @Schedule('api-keys.forget-nonces', { everyMs: 600_000 })
  async forgetNonces(): Promise<void> {
    await this.work.run((tx) => this.keys.forgetNonces(tx, this.clock.now()));
  }

  private secretsOf(key: ApiKeyEntity, now: Date): string[] {
    const overlaps = key.formerEndsAt !== null && now < key.formerEndsAt;
    return [key.sealedSigningSecret, overlaps ? key.sealedFormerSigningSecret : null]
      .filter((sealed) => sealed !== null)
      .map((sealed) => this.secrets.unseal(sealed, signingPurpose));
  }
}
