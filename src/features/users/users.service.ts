import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { TokenInvalid } from '../../platform/auth/auth.errors.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { newReferralCode } from './referral-code.js';
import type { UserEntity } from './user.entity.js';
import { UserAlreadyExists } from './users.errors.js';
import { UsersRepository } from './users.repository.js';

/** A customer to be: email in any case, mobile in E.164, the password already hashed. */
export interface NewUser {
  email: string;
  mobile: string;
  firstName: string;
  lastName?: string | null;
  passwordHash: string;
  /** Of whoever recommended us. */
  referralCode?: string | null;
  language?: string;
}

const codesTried = 3;

/** Customers: who they are. */
@Injectable()
export class UsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  getProfile(actor: Actor): Promise<UserEntity> {
    return this.getCustomer(actor.id);
  }

  /** @throws NotFound */
  getCustomer(id: string): Promise<UserEntity> {
    return this.work.read((reader) => this.getWithin(reader, id));
  }

  /** As `getCustomer`, inside a transaction or a read that is open already. */
  async getWithin(reader: Reader, id: string): Promise<UserEntity> {
    const user = await this.users.find(reader, id);
    if (!user) throw new NotFound('user');
    return user;
  }

  /**
   * To be called by whatever makes something for a customer that must not outlive their account: holds the account's row
   * until the transaction ends, so that closing or erasing it finds what is made, or it is not made. Comes before any
   * other row is held.
   * @throws TokenInvalid, or NotFound when somebody else acts for them, once the account is closed
   */
  async enter(tx: Tx, id: string, by: Actor): Promise<void> {
    if (await this.users.holdLive(tx, id)) return;
    throw by.kind === 'customer' ? new TokenInvalid() : new NotFound('user');
  }

  /** Sets one preference and leaves the rest, within the act that calls for it. */
  async setPreference(tx: Tx, id: string, name: string, value: string | number | boolean): Promise<void> {
    await this.users.hold(tx, id);
    const { preferences } = await this.getWithin(tx, id);
    await this.users.change(tx, id, {
      preferences: { ...preferences, [name]: value },
      updatedAt: this.clock.now(),
    });
  }

  /** Those of the ids who still have an account, e.g. to name who wrote something. */
  listByIds(reader: Reader, ids: readonly string[]): Promise<UserEntity[]> {
    return this.users.listByIds(reader, ids);
  }

  /** All customers, the newest first. */
  async listCustomers({ cursor, limit }: PageRequest): Promise<Page<UserEntity>> {
    const filter = 'customers';
    const beforeId = decodeCursor(cursor, filter)?.[0]?.toString();
    const rows = await this.work.read((reader) => this.users.list(reader, limit + 1, beforeId));
    return toPage(rows, limit, filter, (row) => [row.id]);
  }

  /**
   * Adds a customer, within the transaction that opens their session, or that seeds them.
   * The race: of two registrations with one email or mobile, the unique index lets one through.
   * @throws UserAlreadyExists, ValidationFailed for a referral code nobody has.
   */
  async enrol(tx: Tx, given: NewUser): Promise<UserEntity> {
    const email = given.email.toLowerCase();
    const referredById = given.referralCode ? await this.getReferrerId(tx, given.referralCode) : null;
    const now = this.clock.now();
    for (let attempt = 1; attempt <= codesTried; attempt += 1) {
      if (await this.users.isTaken(tx, { email, mobile: given.mobile })) throw new UserAlreadyExists();
      const user: UserEntity = {
        id: newId(),
        mobile: given.mobile,
        email,
        firstName: given.firstName,
        lastName: given.lastName ?? null,
        passwordHash: given.passwordHash,
        emailVerifiedAt: null,
        mobileVerifiedAt: null,
        referralCode: newReferralCode(),
        referredById,
        preferences: {},
        language: given.language ?? 'en',
        isActive: true,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
        failedLogins: 0,
        lockedUntil: null,
        lastLoginAt: null,
        avatarKey: null,
      };
      if (await this.users.addUnlessTaken(tx, user)) return user;
    }
    throw new UserAlreadyExists();
  }

  private async getReferrerId(tx: Tx, referralCode: string): Promise<string> {
    const referrer = await this.users.findByReferralCode(tx, referralCode.toUpperCase());
    if (!referrer)
      throw new ValidationFailed([{ pointer: '/referralCode', detail: 'is not a referral code' }]);
    return referrer.id;
  }
}
