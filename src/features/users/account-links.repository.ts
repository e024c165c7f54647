import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { AccountLinkEntity } from './account-link.entity.js';
import type { LinkPurpose } from './account-link.rule.js';

@Injectable()
export class AccountLinksRepository {
  find(reader: Reader, tokenHash: string, purpose: LinkPurpose): Promise<AccountLinkEntity | null> {
    return reader.getRepository(AccountLinkEntity).findOneBy({ tokenHash, purpose });
  }

  /** When links of a kind were sent to somebody. */
  async listSentAt(reader: Reader, userId: string, purpose: LinkPurpose, since: Date): Promise<Date[]> {
    const rows = await reader.getRepository(AccountLinkEntity).find({
      select: { id: true, createdAt: true },
      where: { userId, purpose, createdAt: MoreThan(since) },
    });
    return rows.map(({ createdAt }) => createdAt);
  }

  add(tx: Tx, link: AccountLinkEntity): Promise<void> {
    return insertRows(tx, AccountLinkEntity, link);
  }

  /** Uses up every open link of a kind: whoever has used one needs none of the others. */
  async useAll(tx: Tx, userId: string, purpose: LinkPurpose, now: Date): Promise<void> {
    await tx.getRepository(AccountLinkEntity).update({ userId, purpose, usedAt: IsNull() }, { usedAt: now });
  }

  async deleteExpiredBefore(tx: Tx, before: Date): Promise<void> {
    await tx.getRepository(AccountLinkEntity).delete({ expiresAt: LessThan(before) });
  }
}
