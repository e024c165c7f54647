import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import type { Audience } from '../../kernel/actor.js';
import { lockRow } from '../database/locks.js';
import { selectRow } from '../database/rows.js';
import type { Reader, Tx } from '../database/transaction.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { SessionEntity } from './session.entity.js';
import type { RevokedReason } from './session.entity.js';

export interface Principal {
  audience: Audience;
  id: string;
}

@Injectable()
export class SessionsRepository {
  find(reader: Reader, id: string): Promise<SessionEntity | null> {
    return selectRow(reader, SessionEntity, { id });
  }

  /** Finds the session and holds its row until the transaction ends: refreshes of one session take turns. */
  hold(tx: Tx, id: string): Promise<SessionEntity | null> {
    return lockRow(tx, SessionEntity, { id });
  }

  /** Live sessions of a principal, the newest first, from below `beforeId`. */
  listLive(
    reader: Reader,
    of: Principal,
    now: Date,
    limit: number,
    beforeId?: string,
  ): Promise<SessionEntity[]> {
    const query = reader
      .getRepository(SessionEntity)
      .createQueryBuilder('session')
      .where({ audience: of.audience, principalId: of.id, revokedAt: IsNull(), expiresAt: MoreThan(now) })
      .orderBy('session.id', 'DESC')
      .limit(limit);
    if (beforeId !== undefined) query.andWhere('session.id < :beforeId', { beforeId });
    return query.getMany();
  }

  async add(tx: Tx, session: SessionEntity): Promise<void> {
    await tx.getRepository(SessionEntity).insert(session);
  }

  async touch(tx: Tx, id: string, lastUsedAt: Date): Promise<void> {
    await tx.getRepository(SessionEntity).update({ id }, { lastUsedAt });
  }

  /** Puts the end of a live session off. */
  async prolong(tx: Tx, id: string, expiresAt: Date, now: Date): Promise<void> {
    await tx
      .getRepository(SessionEntity)
      .update({ id, revokedAt: IsNull(), expiresAt: MoreThan(now) }, { expiresAt, lastUsedAt: now });
  }

  /** Revokes one session; false when it was revoked before. */
  async revoke(tx: Tx, id: string, reason: RevokedReason, now: Date): Promise<boolean> {
    const { affected } = await tx
      .getRepository(SessionEntity)
      .update({ id, revokedAt: IsNull() }, { revokedAt: now, revokedReason: reason });
    return affected === 1;
  }

  /** Revokes every session of a principal but the one to keep. */
  async revokeAll(tx: Tx, of: Principal, reason: RevokedReason, now: Date, exceptId = ''): Promise<void> {
    await tx
      .getRepository(SessionEntity)
      .update(
        { audience: of.audience, principalId: of.id, revokedAt: IsNull(), id: Not(exceptId) },
        { revokedAt: now, revokedReason: reason },
      );
  }

  /**
   * Deletes sessions of people that have run out, with their tokens, the oldest first. Those of guests and of keys are
   * referred to by whoever opened them, and are theirs to delete.
   */
  async deleteExpiredBefore(tx: Tx, before: Date, limit: number): Promise<void> {
    const expired = await tx.getRepository(SessionEntity).find({
      select: { id: true },
      where: { expiresAt: LessThan(before), audience: In(['customer', 'provider', 'staff']) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
    if (expired.length === 0) return;
    const ids = expired.map(({ id }) => id);
    await tx.getRepository(RefreshTokenEntity).delete({ sessionId: In(ids) });
    await tx.getRepository(SessionEntity).delete({ id: In(ids) });
  }

  findToken(reader: Reader, hash: string): Promise<RefreshTokenEntity | null> {
    return reader.getRepository(RefreshTokenEntity).findOneBy({ hash });
  }

  async addToken(tx: Tx, token: RefreshTokenEntity): Promise<void> {
    await tx.getRepository(RefreshTokenEntity).insert(token);
  }

  /** Marks a head as used; false when another process has done so meanwhile. */
  async useToken(tx: Tx, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx
      .getRepository(RefreshTokenEntity)
      .update({ id, usedAt: IsNull() }, { usedAt: now });
    return affected === 1;
  }
}
