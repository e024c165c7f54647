import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { isUniqueViolation } from '../../../platform/database/database-errors.js';
import { lockRow } from '../../../platform/database/locks.js';
import { insertRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { HoldEntity } from './hold.entity.js';
import type { Principal } from '../principal.js';

@Injectable()
export class HoldsRepository {
  find(reader: Reader, id: string, { kind, id: principalId }: Principal): Promise<HoldEntity | null> {
    return reader.getRepository(HoldEntity).findOneBy({ id, principalKind: kind, principalId });
  }

  listOf(reader: Reader, { kind, id: principalId }: Principal): Promise<HoldEntity[]> {
    return reader.getRepository(HoldEntity).findBy({ principalKind: kind, principalId });
  }

  /** Finds a principal's hold and keeps its row until the transaction ends, so that it is taken up once. */
  keep(tx: Tx, id: string, { kind, id: principalId }: Principal): Promise<HoldEntity | null> {
    return lockRow(tx, HoldEntity, { id, principalKind: kind, principalId });
  }

  /** As `keep`, for the one hold of a category (HB-1). */
  keepOfCategory(
    tx: Tx,
    { kind, id: principalId }: Principal,
    categoryId: string,
  ): Promise<HoldEntity | null> {
    return lockRow(tx, HoldEntity, { principalKind: kind, principalId, categoryId });
  }

  /** False when the principal has a hold of the category already, e.g. one made at the same moment. */
  async insertUnlessThere(tx: Tx, hold: HoldEntity): Promise<boolean> {
    try {
      await insertRows(tx, HoldEntity, hold);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.getRepository(HoldEntity).delete({ id: In([...ids]) });
  }

  /** False as `insertUnlessThere`; then nothing has changed. */
  async changePrincipalUnlessThere(
    tx: Tx,
    id: string,
    { kind, id: principalId }: Principal,
  ): Promise<boolean> {
    try {
      await tx.getRepository(HoldEntity).update({ id }, { principalKind: kind, principalId });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  listEndedBefore(reader: Reader, at: Date, take: number): Promise<HoldEntity[]> {
    return reader
      .getRepository(HoldEntity)
      .find({ where: { expiresAt: LessThan(at) }, order: { expiresAt: 'ASC' }, take });
  }
}
