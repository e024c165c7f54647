import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Reader, Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { InvalidCredentials, SignInLocked } from './auth.errors.js';
import { ClaimedIdentity } from './claimed-identity.js';
import { EvenPace } from './even-pace.js';
import { afterFailure, lockAt } from './lockout.js';
import type { FailureCount } from './lockout.js';
import { Passwords } from './passwords.js';
import { SignInCountersRepository } from './sign-in-counters.repository.js';

/** What a password is checked against; users and staff members alike have it. */
export interface Credential extends FailureCount {
  id: string;
  passwordHash: string;
  isActive: boolean;
}

/** Where the credentials of one kind of account are kept. */
export interface Credentials {
  /** Finds the account and holds its row until the transaction ends: guesses at one account take turns. */
  holdCredential(tx: Tx, id: string): Promise<Credential | null>;
  updateCredential(
    tx: Tx,
    id: string,
    change: Partial<FailureCount & { passwordHash: string }>,
  ): Promise<void>;
}

type Verdict<T> = { admitted: T } | { lockedUntil: Date } | 'refused' | 'changed';

/** Tries to win against a password hash that changes in between; more is no accident. */
const attempts = 3;

/** Checks a password, counts failures, locks (ID-3) and renews outdated hashes, for whoever has one. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly counters: SignInCountersRepository,
    private readonly claimed: ClaimedIdentity,
    private readonly pace: EvenPace,
    private readonly clock: Clock,
  ) {}

  /**
   * Admits whoever knows the password: `enter` runs in the transaction that forgets the failures. The hash is
   * checked before that transaction begins and the account read again inside it, so that of many guesses made at
   * once no more than five count before the lock holds for all the others, a right one among them.
   * @param find the account; null is checked, counted, refused and locked like one with another password.
   * @param claim who they say they are, with the audience before it, each way of writing it made one:
   * `customer:asha@example.com`. Failures of nobody's are counted under it.
   * @throws InvalidCredentials, SignInLocked, both at the pace that tells nothing (ID-1)
   */
  admit<T>(
    credentials: Credentials,
    find: (reader: Reader) => Promise<Credential | null>,
    password: string,
    enter: (tx: Tx, id: string) => Promise<T>,
    claim: string,
  ): Promise<T> {
    return this.pace.keepRefusals(() => this.check(credentials, find, password, enter, claim));
  }

  private async check<T>(
    credentials: Credentials,
    find: (reader: Reader) => Promise<Credential | null>,
    password: string,
    enter: (tx: Tx, id: string) => Promise<T>,
    claim: string,
  ): Promise<T> {
    const claimKey = this.claimed.keyOf('password', claim);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { known, count } = await this.work.read(async (reader) => {
        const account = await find(reader);
        return { known: account, count: account ?? (await this.counters.find(reader, claimKey)) };
      });
      const lockedUntil = count && lockAt(count, this.clock.now());
      if (lockedUntil) throw new SignInLocked(lockedUntil, this.clock.now());
      const matches = await this.passwords.verify(known?.passwordHash ?? null, password);
      if (!known) throw await this.refuseNobody(claimKey);
      const renewed =
        matches && this.passwords.isOutdated(known.passwordHash) ? await this.passwords.hash(password) : null;
      const verdict = await this.work.run((tx) =>
        this.decide(tx, { credentials, known, matches, renewed, enter }),
      );
      if (verdict === 'changed') continue;
      if (verdict === 'refused') throw new InvalidCredentials();
      if ('lockedUntil' in verdict) throw new SignInLocked(verdict.lockedUntil, this.clock.now());
      return verdict.admitted;
    }
    throw new InvalidCredentials();
  }

  /** Counts a failure of an account that does not exist, as one of an account that does (ID-3). */
  private async refuseNobody(claimKey: string): Promise<InvalidCredentials | SignInLocked> {
    const now = this.clock.now();
    const lockedUntil = await this.work.run(async (tx) => {
      const count = await this.counters.hold(tx, claimKey, now);
      const until = lockAt(count, now);
      if (!until) await this.counters.save(tx, claimKey, afterFailure(count, now));
      return until;
    });
    return lockedUntil ? new SignInLocked(lockedUntil, now) : new InvalidCredentials();
  }

  /** Failures are counted by a unit of work that succeeds, so refusals are told, not thrown. */
  private async decide<T>(
    tx: Tx,
    given: {
      credentials: Credentials;
      known: Credential;
      matches: boolean;
      renewed: string | null;
      enter: (tx: Tx, id: string) => Promise<T>;
    },
  ): Promise<Verdict<T>> {
    const { credentials, known, matches, renewed, enter } = given;
    const now = this.clock.now();
    const account = await credentials.holdCredential(tx, known.id);
    if (!account) return 'refused';
    const lockedUntil = lockAt(account, now);
    if (lockedUntil) return { lockedUntil };
    if (account.passwordHash !== known.passwordHash) return 'changed';
    if (!matches || !account.isActive) {
      await credentials.updateCredential(tx, known.id, afterFailure(account, now));
      return 'refused';
    }
    await credentials.updateCredential(tx, known.id, {
      failedLogins: 0,
      lockedUntil: null,
      ...(renewed !== null && { passwordHash: renewed }),
    });
    return { admitted: await enter(tx, known.id) };
  }
}
