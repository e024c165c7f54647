import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../database/database-errors.js';
import { lockRow } from '../database/locks.js';
import { insertRows, updateRows } from '../database/rows.js';
import type { Reader, Tx } from '../database/transaction.js';
import { ApprovalEntity } from './approval.entity.js';
import type { ApprovalState } from './approval-states.js';

/** Whose approvals are listed: those one asked for, and those of kinds one may decide. */
export interface ApprovalViewer {
  id: string;
  kinds: readonly string[];
}

@Injectable()
export class ApprovalsRepository {
  /** False when the same act is pending already, however close the other request was. */
  async insert(tx: Tx, approval: ApprovalEntity): Promise<boolean> {
    try {
      await insertRows(tx, ApprovalEntity, approval);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Frees the key of an approval that was left for too long, so that the act can be asked for again. */
  async expire(tx: Tx, pendingKey: string, now: Date): Promise<void> {
    const rows = tx.getRepository(ApprovalEntity);
    const pending = await rows.findOneBy({ pendingKey });
    if (pending && pending.expiresAt <= now)
      await updateRows(
        tx,
        ApprovalEntity,
        { id: pending.id, state: 'pending' },
        { state: 'expired', pendingKey: null, decidedAt: now },
      );
  }

  hold(tx: Tx, id: string): Promise<ApprovalEntity | null> {
    return lockRow(tx, ApprovalEntity, { id });
  }

  /** Its row is held. */
  async decide(
    tx: Tx,
    id: string,
    decision: Pick<ApprovalEntity, 'state' | 'decidedById' | 'decidedAt' | 'decisionNote'>,
  ): Promise<void> {
    await updateRows(tx, ApprovalEntity, { id }, { ...decision, pendingKey: null });
  }

  find(reader: Reader, id: string, viewer: ApprovalViewer): Promise<ApprovalEntity | null> {
    return this.visibleTo(reader, viewer).andWhere('approval.id = :id', { id }).getOne();
  }

  /** The newest first, from below `beforeId`. */
  list(
    reader: Reader,
    viewer: ApprovalViewer,
    state: ApprovalState | undefined,
    limit: number,
    beforeId?: string,
  ): Promise<ApprovalEntity[]> {
    const query = this.visibleTo(reader, viewer).orderBy('approval.id', 'DESC').limit(limit);
    if (state !== undefined) query.andWhere('approval.state = :state', { state });
    if (beforeId !== undefined) query.andWhere('approval.id < :beforeId', { beforeId });
    return query.getMany();
  }

  private visibleTo(reader: Reader, { id, kinds }: ApprovalViewer) {
    const query = reader.getRepository(ApprovalEntity).createQueryBuilder('approval');
    return kinds.length === 0
      ? query.where('approval.requestedById = :viewerId', { viewerId: id })
      : query.where('(approval.requestedById = :viewerId OR approval.kind IN (:...kinds))', {
          viewerId: id,
          kinds: [...kinds],
        });
  }
}
