import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { actContext } from '../database/act-context.js';
import { canonicalJson } from '../database/commands.js';
import type { Tx } from '../database/transaction.js';
import { masked } from '../telemetry/masking.js';
import { requestContext } from '../telemetry/request-context.js';
import { AuditLogRepository } from './audit-log.repository.js';

/** What was done, and to what. */
export interface AuditedAct {
  /** `area.what_was_done`, at most 60 characters. */
  action: string;
  subjectKind: string;
  subjectId: string;
  /** What the act changed, as it was and as it is; fields tagged as personal are masked here (ID-6). */
  before?: object;
  after?: object;
}

/** Writes who did what, in the transaction in which it is done (ID-5). Writers share no lock. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly rows: AuditLogRepository,
    private readonly clock: Clock,
  ) {}

  write(tx: Tx, actor: Actor, act: AuditedAct): Promise<void> {
    actContext.getStore()?.traced(tx);
    return this.rows.append(tx, {
      id: newId(),
      occurredAt: this.clock.now(),
      actorKind: actor.kind,
      actorId: actor.id,
      sessionId: actor.sessionId ?? null,
      channel: actor.channel,
      action: act.action,
      subjectKind: act.subjectKind,
      subjectId: act.subjectId,
      stateBefore: act.before ? canonicalJson(masked(act.before)) : null,
      stateAfter: act.after ? canonicalJson(masked(act.after)) : null,
      correlationId: requestContext.getStore()?.correlationId.slice(0, 64) ?? null,
      sequence: null,
      prevHash: null,
      hash: null,
    });
  }
}
