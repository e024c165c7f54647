import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { lockRow } from '../database/locks.js';
import type { Reader, Tx } from '../database/transaction.js';
import type { FailureCount } from './lockout.js';
import { SignInCounterEntity } from './sign-in-counter.entity.js';

@Injectable()
export class SignInCountersRepository {
  find(reader: Reader, claimKey: string): Promise<SignInCounterEntity | null> {
    return reader.getRepository(SignInCounterEntity).findOneBy({ claimKey });
  }

  /**
   * Holds the key's row until the transaction ends; it is made when there is none yet. The write comes first, so that
   * of many who make it at once each waits for the one before and nobody deadlocks.
   */
  async hold(tx: Tx, claimKey: string, now: Date): Promise<SignInCounterEntity> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(SignInCounterEntity)
      .values({ claimKey, failedLogins: 0, lockedUntil: null, updatedAt: now })
      .orUpdate(['updatedAt'], ['claimKey'])
      .updateEntity(false)
      .execute();
    const row = await lockRow(tx, SignInCounterEntity, { claimKey });
    if (!row) throw new Error('A counter was written and is not to be found.');
    return row;
  }

  async save(tx: Tx, claimKey: string, { failedLogins, lockedUntil }: FailureCount): Promise<void> {
    await tx.getRepository(SignInCounterEntity).update({ claimKey }, { failedLogins, lockedUntil });
  }

  async deleteIdleSince(tx: Tx, before: Date): Promise<void> {
    await tx.getRepository(SignInCounterEntity).delete({ updatedAt: LessThan(before) });
  }
}
