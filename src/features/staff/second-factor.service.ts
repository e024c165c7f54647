import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secret } from 'otpauth';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CodeInvalid, SignInLocked } from '../../platform/auth/auth.errors.js';
import { ClaimedIdentity } from '../../platform/auth/claimed-identity.js';
import { afterFailure, lockAt } from '../../platform/auth/lockout.js';
import { PasswordCheck } from '../../platform/auth/password-check.js';
import { Secrets } from '../../platform/auth/secrets.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { StaffSecondFactorEntity } from './staff-second-factor.entity.js';
import { StaffSecondFactorsRepository } from './staff-second-factors.repository.js';
import { TotpAlreadyOn, TotpNotEnrolled, TotpRequired } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';
import { totpStep, totpUri } from './totp.rule.js';

/** What came of a second factor; refusals are told, not thrown, so that the count of failures is committed. */
export type FactorVerdict = 'passed' | 'required' | 'refused' | { lockedUntil: Date };

const recoveryCodes = 10;

/** Staff's optional second factor: codes of an app (TOTP), and recovery codes for when it is lost (ID-1, ID-8). */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: StaffSecondFactorsRepository,
    private readonly staff: StaffRepository,
    private readonly passwordCheck: PasswordCheck,
    private readonly secrets: Secrets,
    private readonly claimed: ClaimedIdentity,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a secret, which is shown this once; it is not asked for until a first code confirms it. A secret that was
   * not confirmed is replaced.
   * @throws TotpAlreadyOn
   */
  async enrol(actor: Actor): Promise<{ uri: string }> {
    const secret = new Secret({ size: 20 }).base32;
    return this.work.run(async (tx) => {
      await this.staff.holdCredential(tx, actor.id);
      const known = await this.rows.hold(tx, actor.id);
      if (known?.confirmedAt) throw new TotpAlreadyOn();
      await this.rows.remove(tx, actor.id);
      await this.rows.insert(tx, {
        staffId: actor.id,
        sealedSecret: this.secrets.seal(secret, totpPurposeOf(actor.id)),
        lastStep: null,
        failedLogins: 0,
        lockedUntil: null,
        createdAt: this.clock.now(),
        confirmedAt: null,
      });
      const member = await this.staff.find(tx, actor.id);
      await this.record(tx, actor, 'staff.totp_enrolled');
      return { uri: totpUri(secret, member?.employeeId ?? actor.id) };
    });
  }

  /**
   * Turns the factor on by a first code.
   * @returns the recovery codes, shown this once
   * @throws TotpNotEnrolled, TotpAlreadyOn, CodeInvalid
   */
  confirm(actor: Actor, code: string): Promise<{ recoveryCodes: string[] }> {
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
    return this.work.run(async (tx) => {
      const factor = await this.rows.hold(tx, actor.id);
      if (!factor) throw new TotpNotEnrolled();
      if (factor.confirmedAt) throw new TotpAlreadyOn();
      const now = this.clock.now();
      const step = totpStep(this.secretOf(factor), code, now, null);
      if (step === null) throw new CodeInvalid();
      await this.rows.change(tx, actor.id, { confirmedAt: now, lastStep: step });
      await this.rows.addCodes(
        tx,
        codes.map((each) => ({
          id: newId(),
          staffId: actor.id,
          codeHash: this.claimed.keyOf(recoveryPurposeOf(actor.id), each),
          usedAt: null,
        })),
      );
      await this.record(tx, actor, 'staff.totp_turned_on');
      return { recoveryCodes: codes };
    });
  }

  /**
   * Turns the factor off, by password and code together; failures of either count.
   * @throws InvalidCredentials, SignInLocked, TotpNotEnrolled, CodeInvalid
   */
  async disable(actor: Actor, password: string, code: string): Promise<void> {
    const verdict = await this.passwordCheck.admit(
      this.staff,
      (reader) => this.staff.find(reader, actor.id),
      password,
      async (tx) => {
        const factor = await this.rows.hold(tx, actor.id);
        if (!factor?.confirmedAt) return 'absent';
        const outcome = await this.check(tx, actor.id, code);
        if (outcome !== 'passed') return outcome;
        await this.rows.remove(tx, actor.id);
        await this.record(tx, actor, 'staff.totp_turned_off');
        return outcome;
      },
      `staff:${actor.id}`,
    );
    if (verdict === 'absent') throw new TotpNotEnrolled();
    this.refuseUnless(verdict);
  }

  /**
   * Asks for the second factor of somebody whose password was right, in the transaction that lets them in. Their
   * staff row is held, so that of many requests with one code one gets in.
   */
  async check(tx: Tx, staffId: string, code: string | undefined): Promise<FactorVerdict> {
    const factor = await this.rows.hold(tx, staffId);
    if (!factor?.confirmedAt) return 'passed';
    if (code === undefined) return 'required';
    const now = this.clock.now();
    const lockedUntil = lockAt(factor, now);
    if (lockedUntil) return { lockedUntil };
    const step = totpStep(this.secretOf(factor), code, now, factor.lastStep);
    const isGood = step !== null || (await this.useRecoveryCode(tx, staffId, code, now));
    if (!isGood) {
      const { failedLogins, lockedUntil: until } = afterFailure(factor, now);
      await this.rows.change(tx, staffId, { failedLogins, lockedUntil: until });
      return 'refused';
    }
    const taken = step === null ? {} : { lastStep: step };
    await this.rows.change(tx, staffId, { failedLogins: 0, lockedUntil: null, ...taken });
    return 'passed';
  }

  /** @throws TotpRequired, CodeInvalid, SignInLocked, once the count of failures is committed */
  refuseUnless(verdict: FactorVerdict): void {
    if (verdict === 'passed') return;
    if (verdict === 'required') throw new TotpRequired();
    if (verdict === 'refused') throw new CodeInvalid();
    throw new SignInLocked(verdict.lockedUntil, this.clock.now());
  }

  private secretOf({ staffId, sealedSecret }: StaffSecondFactorEntity): string {
    return this.secrets.unseal(sealedSecret, totpPurposeOf(staffId));
  }

  private async useRecoveryCode(tx: Tx, staffId: string, code: string, now: Date): Promise<boolean> {
    const hashes = this.claimed.keysOf(recoveryPurposeOf(staffId), code.trim().toLowerCase());
    for (const hash of hashes) if (await this.rows.useCode(tx, staffId, hash, now)) return true;
    return false;
  }

  private record(tx: Tx, actor: Actor, action: string): Promise<void> {
    return this.audit.write(tx, actor, { action, subjectKind: 'staff', subjectId: actor.id });
  }
}

/** What a staff member's TOTP secret is sealed for. */
export function totpPurposeOf(staffId: string): string {
  return `totp:${staffId}`;
}

function recoveryPurposeOf(staffId: string): string {
  return `recovery:${staffId}`;
}

/** 60 random bits, as `xxxxx-xxxxx-xxxxx` in hexadecimal. */
function newRecoveryCode(): string {
  return (randomBytes(8).toString('hex').slice(0, 15).match(/.{5}/g) ?? []).join('-');
}
