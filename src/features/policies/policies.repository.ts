import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import type { ObjectLiteral } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { forUpdate, lockRow } from '../../platform/database/locks.js';
import { askRows, instantOf, placesFor, updateRows } from '../../platform/database/rows.js';
import type { RawInstant } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PolicyVersionTaken } from './policies.errors.js';
import type { PolicyKind } from './policy-bodies.js';
import { PolicyEntity } from './policy.entity.js';

export interface PolicyFilter {
  kind?: PolicyKind;
  code?: string;
  status?: 'draft' | 'published';
}

/** A version without its body. */
export type PolicyHead = Omit<PolicyEntity, 'body'>;

type HeadRow = Omit<PolicyHead, 'effectiveFrom' | 'effectiveTo' | 'publishedAt'> & {
  effectiveFrom: RawInstant;
  effectiveTo: RawInstant | null;
  publishedAt: RawInstant;
};

interface ReadHeads {
  readonly scopeIds: ReadonlySet<string>;
  readonly heads: Promise<readonly PolicyHead[]>;
}

function ofKinds(heads: readonly PolicyHead[], kinds: readonly PolicyKind[]): PolicyHead[] {
  return heads.filter(({ kind }) => kinds.includes(kind));
}

@Injectable()
export class PoliciesRepository {
  /** By transaction; gone with it, or when it writes. */
  private readonly read = new WeakMap<Reader, ReadHeads>();

  findById(reader: Reader, id: string): Promise<PolicyEntity | null> {
    return reader.getRepository(PolicyEntity).findOneBy({ id });
  }

  /**
   * The published versions of some kinds: the default ones and those of the given scopes. A transaction asks about one
   * thing and its kinds again and again, so it is answered from what it has read already.
   */
  async listPublished(
    reader: Reader,
    kinds: readonly PolicyKind[],
    scopeIds: readonly string[],
  ): Promise<readonly PolicyHead[]> {
    if (reader.queryRunner === undefined) return this.readPublished(reader, scopeIds, kinds);
    const known = this.read.get(reader);
    if (known && scopeIds.every((id) => known.scopeIds.has(id))) return ofKinds(await known.heads, kinds);
    const heads = this.readPublished(reader, scopeIds);
    this.read.set(reader, { scopeIds: new Set(scopeIds), heads });
    return ofKinds(await heads, kinds);
  }

  private async readPublished(
    reader: Reader,
    scopeIds: readonly string[],
    kinds?: readonly PolicyKind[],
  ): Promise<PolicyHead[]> {
    const scopes = scopeIds.length === 0 ? '' : ` OR scopeId IN (${placesFor(scopeIds)})`;
    const ofKind = kinds ? ` AND kind IN (${placesFor(kinds)})` : '';
    const rows = await askRows<HeadRow>(
      reader,
      `SELECT id, kind, scopeKind, scopeId, code, version, effectiveFrom, effectiveTo, publishedAt FROM policies
       WHERE (scopeId IS NULL${scopes}) AND publishedAt IS NOT NULL${ofKind}`,
      [...scopeIds, ...(kinds ?? [])],
    );
    return rows.map((row) => ({
      ...row,
      effectiveFrom: instantOf(row.effectiveFrom),
      effectiveTo: row.effectiveTo === null ? null : instantOf(row.effectiveTo),
      publishedAt: instantOf(row.publishedAt),
    }));
  }

  /** The newest version of a document, or null when there is none. */
  findNewest(reader: Reader, code: string): Promise<PolicyEntity | null> {
    return reader.getRepository(PolicyEntity).findOne({ where: { code }, order: { version: 'DESC' } });
  }

  /** The newest first: ids are made in the order of writing. */
  list(reader: Reader, filter: PolicyFilter, after: Keyset | null, take: number): Promise<PolicyEntity[]> {
    const { kind, code, status } = filter;
    return reader.getRepository(PolicyEntity).find({
      where: {
        ...(kind && { kind }),
        ...(code && { code }),
        ...(status && { publishedAt: status === 'draft' ? IsNull() : Not(IsNull()) }),
        ...(after && { id: LessThan(String(after[0])) }),
      },
      order: { id: 'DESC' },
      take,
    });
  }

  /** Other changes of it wait until the transaction ends. */
  hold(tx: Tx, id: string): Promise<PolicyEntity | null> {
    return lockRow(tx, PolicyEntity, { id });
  }

  /** Every version of a kind, held in one order for everybody. */
  holdAllOf(tx: Tx, kind: PolicyKind): Promise<PolicyEntity[]> {
    const query = tx
      .getRepository(PolicyEntity)
      .createQueryBuilder('policy')
      .where('policy.kind = :kind', { kind })
      .orderBy('policy.id');
    return forUpdate(tx, query).getMany();
  }

  async update(tx: Tx, id: string, change: Partial<PolicyEntity>): Promise<void> {
    this.read.delete(tx);
    await updateRows(tx, PolicyEntity, { id }, change);
  }

  /**
   * Two writers of one document race for the version number; the unique key lets one of them win.
   * @throws PolicyVersionTaken for the other
   */
  async insert(tx: Tx, policy: PolicyEntity): Promise<void> {
    this.read.delete(tx);
    try {
      await tx.insert<ObjectLiteral>(PolicyEntity, policy);
    } catch (error) {
      throw isUniqueViolation(error) ? new PolicyVersionTaken() : error;
    }
  }
}
