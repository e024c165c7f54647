import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Audience } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../database/transaction.js';
import { CodesExhausted } from './auth.errors.js';
import { ClaimedIdentity } from './claimed-identity.js';
import type { OtpChallengeEntity } from './otp-challenge.entity.js';
import { OtpChallengesRepository } from './otp-challenges.repository.js';
import { isOtpOpen, nextOtpAt, otpLifeMs, otpMemoryMs } from './otp.rule.js';
import { Secrets } from './secrets.js';
import { SignInCountersRepository } from './sign-in-counters.repository.js';

export interface OtpDoor {
  audience: Audience;
  purpose: string;
  /** E.164. */
  mobile: string;
}

export interface IssuedCode {
  challengeId: string;
  /** Six digits; to be sent, and to be kept nowhere. */
  code: string;
  expiresAt: Date;
}

const codeCount = 1_000_000;

/**
 * One-time codes for telephone numbers (ID-1). A number that belongs to nobody is given challenges like any other, so
 * that limits and refusals say nothing about accounts; only nobody is sent their codes.
 *
 * The race: whatever is asked or tried for one number holds that number's row, so limits are kept and a code lets
 * exactly one of many simultaneous requests in, in every process.
 */
@Injectable()
export class OneTimeCodes {
  private readonly codeKey: Buffer;

  constructor(
    private readonly rows: OtpChallengesRepository,
    private readonly counters: SignInCountersRepository,
    private readonly claimed: ClaimedIdentity,
    private readonly clock: Clock,
    secrets: Secrets,
  ) {
    this.codeKey = secrets.derive('one-time-codes');
  }

  /**
   * Makes the next code for a door; the one before opens it no more.
   * @throws CodesExhausted when the number has had too many (ID-1)
   */
  async issue(tx: Tx, { audience, purpose, mobile }: OtpDoor): Promise<IssuedCode> {
    const now = this.clock.now();
    const addressKey = await this.holdNumber(tx, mobile, now);
    const since = new Date(now.getTime() - otpMemoryMs);
    const retryAt = nextOtpAt(await this.rows.listRequestedAt(tx, addressKey, since), now);
    if (retryAt) throw new CodesExhausted(retryAt, now);
    const id = newId();
    const code = String(randomInt(codeCount)).padStart(6, '0');
    const expiresAt = new Date(now.getTime() + otpLifeMs);
    await this.rows.add(tx, {
      id,
      addressKey,
      audience,
      purpose,
      codeHash: this.hashOf(id, code).toString('base64url'),
      attempts: 0,
      createdAt: now,
      expiresAt,
      usedAt: null,
    });
    return { challengeId: id, code, expiresAt };
  }

  /**
   * Tries a code at a door and counts the try. The answer is returned, not thrown: a refusal is to be committed.
   * @returns whether it is the code that was sent last for this door, in time and for the first time.
   */
  async redeem(tx: Tx, { audience, purpose, mobile }: OtpDoor, code: string): Promise<boolean> {
    const now = this.clock.now();
    const addressKey = await this.holdNumber(tx, mobile, now);
    const challenge = await this.rows.findNewest(tx, { addressKey, audience, purpose });
    if (!challenge || !isOtpOpen(challenge, now)) return false;
    const isRight = this.matches(challenge, code);
    await this.rows.update(tx, challenge.id, {
      attempts: challenge.attempts + 1,
      ...(isRight && { usedAt: now }),
    });
    return isRight;
  }

  private async holdNumber(tx: Tx, mobile: string, now: Date): Promise<string> {
    const key = this.claimed.keyOf('otp', mobile);
    await this.counters.hold(tx, key, now);
    return key;
  }

  private matches({ id, codeHash }: OtpChallengeEntity, code: string): boolean {
    return timingSafeEqual(this.hashOf(id, code), Buffer.from(codeHash, 'base64url'));
  }

  private hashOf(challengeId: string, code: string): Buffer {
    return createHmac('sha256', this.codeKey).update(`${challengeId}\n${code}`).digest();
  }
}
