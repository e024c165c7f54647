import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { ObjectLiteral } from 'typeorm';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import type { PolicyKind } from './policy-bodies.js';
import { PolicyEntity } from './policy.entity.js';

@Injectable()
export class PoliciesRepository {
  findById(reader: Reader, id: string): Promise<PolicyEntity | null> {
    return reader.getRepository(PolicyEntity).findOneBy({ id });
  }

  /** The published versions of a kind that have begun by `at`: the default ones and those of the given scopes. */
  listBegun(
    reader: Reader,
    kind: PolicyKind,
    scopeIds: readonly string[],
    at: Date,
  ): Promise<Omit<PolicyEntity, 'body'>[]> {
    const begun = { kind, effectiveFrom: LessThanOrEqual(at), publishedAt: Not(IsNull()) };
    return reader.getRepository(PolicyEntity).find({
      select: {
        id: true,
        kind: true,
        scopeKind: true,
        scopeId: true,
        code: true,
        version: true,
        effectiveFrom: true,
        effectiveTo: true,
        publishedAt: true,
      },
      where: [
        { ...begun, scopeId: IsNull() },
        { ...begun, scopeId: In([...scopeIds]) },
      ],
    });
  }

  /** The newest version of a document, or null when there is none. */
  findNewest(reader: Reader, code: string): Promise<PolicyEntity | null> {
    return reader.getRepository(PolicyEntity).findOne({ where: { code }, order: { version: 'DESC' } });
  }

  /** Two publishers of one document race for the version number; the unique key lets one of them win. */
  async insert(tx: Tx, policy: PolicyEntity): Promise<void> {
    await tx.insert<ObjectLiteral>(PolicyEntity, policy);
  }
}
