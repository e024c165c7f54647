import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { isUniqueViolation } from '../database/database-errors.js';
import { lockRow } from '../database/locks.js';
import { insertRows, updateRows } from '../database/rows.js';
import type { Reader, Tx } from '../database/transaction.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';

export interface AuditFilter {
  actorId?: string;
  action?: string;
  subjectKind?: string;
  subjectId?: string;
  /** From this instant on, and before that one. */
  from?: Date;
  to?: Date;
}

const headName = 'audit';

@Injectable()
export class AuditLogRepository {
  append(tx: Tx, entry: AuditEntryEntity): Promise<void> {
    return insertRows(tx, AuditEntryEntity, entry);
  }

  /** The newest first, from below `beforeId`. */
  list(reader: Reader, filter: AuditFilter, limit: number, beforeId?: string): Promise<AuditEntryEntity[]> {
    const query = reader
      .getRepository(AuditEntryEntity)
      .createQueryBuilder('entry')
      .orderBy('entry.id', 'DESC')
      .limit(limit);
    const { from, to, ...equal } = filter;
    for (const [column, value] of Object.entries(equal))
      if (value !== undefined) query.andWhere(`entry.${column} = :${column}`, { [column]: value });
    if (from !== undefined) query.andWhere('entry.occurredAt >= :from', { from });
    if (to !== undefined) query.andWhere('entry.occurredAt < :to', { to });
    if (beforeId !== undefined) query.andWhere('entry.id < :beforeId', { beforeId });
    return query.getMany();
  }

  listUnsealed(reader: Reader, limit: number): Promise<AuditEntryEntity[]> {
    return reader
      .getRepository(AuditEntryEntity)
      .find({ where: { sequence: IsNull() }, order: { id: 'ASC' }, take: limit });
  }

  countUnsealed(reader: Reader): Promise<number> {
    return reader.getRepository(AuditEntryEntity).countBy({ sequence: IsNull() });
  }

  /** Sealed entries in the order of the chain, from above a place in it; null begins before every place. */
  listSealed(reader: Reader, above: number | null, limit: number): Promise<AuditEntryEntity[]> {
    const query = reader
      .getRepository(AuditEntryEntity)
      .createQueryBuilder('entry')
      .where('entry.sequence IS NOT NULL')
      .orderBy('entry.sequence', 'ASC')
      .limit(limit);
    if (above !== null) query.andWhere('entry.sequence > :above', { above });
    return query.getMany();
  }

  /** Seals an entry; false when it was sealed before. */
  async seal(
    tx: Tx,
    id: string,
    place: { sequence: number; prevHash: string; hash: string },
  ): Promise<boolean> {
    return (await updateRows(tx, AuditEntryEntity, { id, sequence: IsNull() }, place)) === 1;
  }

  findHead(reader: Reader): Promise<AuditHeadEntity | null> {
    return reader.getRepository(AuditHeadEntity).findOneBy({ name: headName });
  }

  /** The head, held until the transaction ends: sealers take turns. Null before the first sealing. */
  holdHead(tx: Tx): Promise<AuditHeadEntity | null> {
    return lockRow(tx, AuditHeadEntity, { name: headName });
  }

  /** Writes the first head. False when another sealer has done so meanwhile: its row is the one to hold. */
  async beginHead(tx: Tx, head: Omit<AuditHeadEntity, 'name'>): Promise<boolean> {
    try {
      await insertRows(tx, AuditHeadEntity, { name: headName, ...head });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async moveHead(tx: Tx, head: Omit<AuditHeadEntity, 'name'>): Promise<void> {
    await updateRows(tx, AuditHeadEntity, { name: headName }, head);
  }
}
