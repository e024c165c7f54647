import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import type { Audience } from '../../kernel/actor.js';
import { insertRows } from '../database/rows.js';
import type { Reader, Tx } from '../database/transaction.js';
import { OtpChallengeEntity } from './otp-challenge.entity.js';

@Injectable()
export class OtpChallengesRepository {
  /** When codes were asked for one number, whatever they were for. */
  async listRequestedAt(reader: Reader, addressKey: string, since: Date): Promise<Date[]> {
    const rows = await reader.getRepository(OtpChallengeEntity).find({
      select: { id: true, createdAt: true },
      where: { addressKey, createdAt: MoreThan(since) },
    });
    return rows.map(({ createdAt }) => createdAt);
  }

  findNewest(
    reader: Reader,
    of: { addressKey: string; audience: Audience; purpose: string },
  ): Promise<OtpChallengeEntity | null> {
    return reader
      .getRepository(OtpChallengeEntity)
      .findOne({ where: of, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  add(tx: Tx, challenge: OtpChallengeEntity): Promise<void> {
    return insertRows(tx, OtpChallengeEntity, challenge);
  }

  async update(
    tx: Tx,
    id: string,
    change: Partial<Pick<OtpChallengeEntity, 'attempts' | 'usedAt'>>,
  ): Promise<void> {
    await tx.getRepository(OtpChallengeEntity).update({ id }, change);
  }

  async deleteMadeBefore(tx: Tx, before: Date): Promise<void> {
    await tx.getRepository(OtpChallengeEntity).delete({ createdAt: LessThan(before) });
  }
}
