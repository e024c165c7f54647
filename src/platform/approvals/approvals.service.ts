import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { AuditLog } from '../audit/audit-log.js';
import { TokenInvalid } from '../auth/auth.errors.js';
import { Principals } from '../auth/principals.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ApprovalKinds } from './approval-kinds.js';
import type { ApprovalKind } from './approval-kinds.js';
import type { ApprovalState } from './approval-states.js';
import type { ApprovalEntity } from './approval.entity.js';
import {
  ApprovalAlreadyPending,
  ApprovalByOneself,
  ApprovalDecided,
  ApproverLevelTooLow,
} from './approvals.errors.js';
import { ApprovalsRepository } from './approvals.repository.js';
import type { ApprovalViewer } from './approvals.repository.js';

export interface ApprovalRequest {
  kind: string;
  subjectId: string;
  payload: Readonly<Record<string, unknown>>;
  reason: string;
}

/** How long somebody has to decide, in milliseconds. */
const openMs = 7 * 86_400_000;

/** Acts that take two people: one asks, another decides, and the act happens in the transaction of the decision. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: ApprovalsRepository,
    private readonly kinds: ApprovalKinds,
    private readonly principals: Principals,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws ValidationFailed, ApprovalAlreadyPending, and what the kind refuses */
  request(
    actor: Actor,
    { kind: name, subjectId, payload, reason }: ApprovalRequest,
  ): Promise<ApprovalEntity> {
    const kind = this.kinds.find(name);
    if (!kind) throw new ValidationFailed([{ pointer: '/kind', detail: 'is no act that takes an approval' }]);
    return this.work.run(async (tx) => {
      await kind.hold(tx);
      const checked = await kind.check(tx, { requestedById: actor.id, subjectId, payload });
      const now = this.clock.now();
      const pendingKey = `${kind.kind}:${subjectId}`;
      await this.rows.expire(tx, pendingKey, now);
      const approval: ApprovalEntity = {
        id: newId(),
        kind: kind.kind,
        subjectKind: kind.subjectKind,
        subjectId,
        payload: checked,
        state: 'pending',
        pendingKey,
        requestedById: actor.id,
        reason,
        requestedAt: now,
        expiresAt: new Date(now.getTime() + openMs),
        decidedById: null,
        decidedAt: null,
        decisionNote: null,
      };
      if (!(await this.rows.insert(tx, approval))) throw new ApprovalAlreadyPending();
      await this.record(tx, actor, approval, 'approval.requested');
      return approval;
    });
  }

  /** Lets it happen. @throws NotFound, ApprovalDecided, ApprovalByOneself, ApproverLevelTooLow, and the act's own */
  approve(actor: Actor, id: string, note: string | null): Promise<ApprovalEntity> {
    return this.decide(actor, id, { state: 'approved', note });
  }

  /** Refuses it for good. @throws NotFound, ApprovalDecided, ApprovalByOneself, ApproverLevelTooLow */
  reject(actor: Actor, id: string, note: string): Promise<ApprovalEntity> {
    return this.decide(actor, id, { state: 'rejected', note });
  }

  /** @throws NotFound, also for those the viewer has no part in (ID-10) */
  async get(actor: Actor, id: string): Promise<ApprovalEntity> {
    const found = await this.work.read((reader) => this.rows.find(reader, id, this.viewer(actor)));
    if (!found) throw new NotFound('approval');
    return found;
  }

  /** Those the viewer asked for or may decide, the newest first. */
  async list(
    actor: Actor,
    { cursor, limit }: PageRequest,
    state?: ApprovalState,
  ): Promise<Page<ApprovalEntity>> {
    const filter = ['approvals', state ?? null];
    const beforeId = decodeCursor(cursor, filter)?.[0]?.toString();
    const rows = await this.work.read((reader) =>
      this.rows.list(reader, this.viewer(actor), state, limit + 1, beforeId),
    );
    return toPage(rows, limit, filter, ({ id }) => [id]);
  }

  /**
   * The race: the lock of the kind is taken first, then the approval's row, and only then are rights read, so that
   * of two deciders one decides, and with the rights that they still have.
   */
  private async decide(
    actor: Actor,
    id: string,
    { state, note }: { state: 'approved' | 'rejected'; note: string | null },
  ): Promise<ApprovalEntity> {
    const known = await this.work.read((reader) => this.rows.find(reader, id, this.viewer(actor)));
    const kind = known && this.kinds.find(known.kind);
    if (!kind) throw new NotFound('approval');
    return this.work.run(async (tx) => {
      await kind.hold(tx);
      const approval = await this.rows.hold(tx, id);
      if (!approval) throw new NotFound('approval');
      await this.refuseUnfit(tx, actor, approval, kind);
      const now = this.clock.now();
      if (approval.state !== 'pending' || approval.expiresAt <= now) throw new ApprovalDecided();
      if (state === 'approved') {
        await kind.check(tx, approval);
        await kind.apply(tx, approval, actor);
      }
      const decision = { state, decidedById: actor.id, decidedAt: now, decisionNote: note };
      await this.rows.decide(tx, id, decision);
      const decided: ApprovalEntity = { ...approval, ...decision, pendingKey: null };
      await this.record(tx, actor, decided, `approval.${state}`);
      return decided;
    });
  }

  private async refuseUnfit(
    tx: Tx,
    actor: Actor,
    approval: ApprovalEntity,
    kind: ApprovalKind,
  ): Promise<void> {
    const rights = await this.principals.findRights(tx, 'staff', actor.id);
    if (rights === null || rights === 'none') throw new TokenInvalid();
    if (rights.level < kind.approverLevel) throw new ApproverLevelTooLow(kind.approverLevel);
    if (approval.requestedById === actor.id || approval.subjectId === actor.id) throw new ApprovalByOneself();
  }

  private viewer(actor: Actor): ApprovalViewer {
    return { id: actor.id, kinds: this.kinds.decidableAt(actor.level ?? 0) };
  }

  private record(tx: Tx, actor: Actor, approval: ApprovalEntity, action: string): Promise<void> {
    const { id, kind, subjectKind, subjectId, payload, state, requestedById } = approval;
    return this.audit.write(tx, actor, {
      action,
      subjectKind: 'approval',
      subjectId: id,
      after: { kind, about: `${subjectKind}:${subjectId}`, payload, state, requestedById },
    });
  }
}
