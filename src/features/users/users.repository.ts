import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { selectRow, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import type { Credential, Credentials } from '../../platform/auth/password-check.js';
import type { Identifier } from './identifier.js';
import { UserEntity } from './user.entity.js';

export type UserChange = Partial<Omit<UserEntity, 'id' | 'createdAt'>>;

@Injectable()
export class UsersRepository implements Credentials {
  find(reader: Reader, id: string): Promise<UserEntity | null> {
    return reader.getRepository(UserEntity).findOneBy({ id, deletedAt: IsNull() });
  }

  /** Those of the ids whose account is not deleted. */
  listByIds(reader: Reader, ids: readonly string[]): Promise<UserEntity[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return reader.getRepository(UserEntity).findBy({ id: In([...ids]), deletedAt: IsNull() });
  }

  findByIdentifier(reader: Reader, identifier: Identifier): Promise<UserEntity | null> {
    return reader.getRepository(UserEntity).findOneBy({ ...identifier, deletedAt: IsNull() });
  }

  findByReferralCode(reader: Reader, referralCode: string): Promise<UserEntity | null> {
    return reader.getRepository(UserEntity).findOneBy({ referralCode, deletedAt: IsNull() });
  }

  /** Whether somebody else has this email or this mobile. */
  isTaken(reader: Reader, { email, mobile, exceptId = '' }: TakenBy): Promise<boolean> {
    const query = reader
      .getRepository(UserEntity)
      .createQueryBuilder('user')
      .where('(user.email = :email OR user.mobile = :mobile)', {
        email: email ?? null,
        mobile: mobile ?? null,
      })
      .andWhere('user.id <> :exceptId', { exceptId });
    return query.getExists();
  }

  /** The newest first, from below `beforeId`. */
  list(reader: Reader, limit: number, beforeId?: string): Promise<UserEntity[]> {
    const query = reader
      .getRepository(UserEntity)
      .createQueryBuilder('user')
      .where('user.deletedAt IS NULL')
      .orderBy('user.id', 'DESC')
      .limit(limit);
    if (beforeId !== undefined) query.andWhere('user.id < :beforeId', { beforeId });
    return query.getMany();
  }

  /** Adds a user; false when the email, the mobile or the referral code was taken meanwhile. */
  async addUnlessTaken(tx: Tx, user: UserEntity): Promise<boolean> {
    return untaken(() => tx.getRepository(UserEntity).insert(user));
  }

  /** Changes a user; false when the new email or mobile was taken meanwhile. */
  async changeUnlessTaken(tx: Tx, id: string, change: UserChange): Promise<boolean> {
    return untaken(() => updateRows<UserEntity>(tx, UserEntity, { id }, change));
  }

  async change(tx: Tx, id: string, change: UserChange): Promise<void> {
    await updateRows<UserEntity>(tx, UserEntity, { id }, change);
  }

  /** Holds the user's row until the transaction ends, so that changes to what belongs to them take turns. */
  async hold(tx: Tx, id: string): Promise<void> {
    await lockRow(tx, UserEntity, { id });
  }

  /** As `hold`; false when the account is closed. */
  async holdLive(tx: Tx, id: string): Promise<boolean> {
    return (await selectRow(tx, UserEntity, { id, deletedAt: null }, { held: true })) !== null;
  }

  holdCredential(tx: Tx, id: string): Promise<Credential | null> {
    return selectRow(tx, UserEntity, { id, deletedAt: null }, { held: true });
  }

  async updateCredential(
    tx: Tx,
    id: string,
    change: Pick<UserChange, 'failedLogins' | 'lockedUntil' | 'passwordHash'>,
  ): Promise<void> {
    await tx.getRepository(UserEntity).update({ id }, change);
  }

  async recordLogin(tx: Tx, id: string, lastLoginAt: Date): Promise<void> {
    await tx.getRepository(UserEntity).update({ id }, { lastLoginAt });
  }
}

export interface TakenBy {
  email?: string | null;
  mobile?: string | null;
  exceptId?: string;
}

async function untaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
