import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Tx } from '../database/transaction.js';
import type { ApprovalEntity } from './approval.entity.js';

/** What is asked for: of a registered kind, about one subject. */
export interface AskedAct {
  requestedById: string;
  subjectId: string;
  payload: Readonly<Record<string, unknown>>;
}

/** An act that takes two people. The feature that owns the act registers its kind. */
export interface ApprovalKind {
  /** `area.what_is_done`, at most 60 characters. */
  readonly kind: string;
  readonly subjectKind: string;
  /** The least level of whoever decides. */
  readonly approverLevel: number;
  /** Takes the lock under which acts of this kind take turns, before any rights are read. */
  hold(tx: Tx): Promise<void>;
  /**
   * Refuses what the asker may not ask for, or what could not be done. Called when it is asked for and again when it
   * is approved: the asker's rights may have gone meanwhile.
   * @returns the payload, checked: whatever else was in it is dropped
   */
  check(tx: Tx, asked: AskedAct): Promise<Record<string, string>>;
  /** Does the act, in the transaction of the approval. */
  apply(tx: Tx, approval: ApprovalEntity, approver: Actor): Promise<void>;
}

/** Every kind of act that takes two people. */
@Injectable()
export class ApprovalKinds {
  private readonly kinds = new Map<string, ApprovalKind>();

  register(kind: ApprovalKind): void {
    if (this.kinds.has(kind.kind)) throw new Error(`Approvals of ${kind.kind} are registered twice.`);
    this.kinds.set(kind.kind, kind);
  }

  find(kind: string): ApprovalKind | undefined {
    return this.kinds.get(kind);
  }

  /** Names of the kinds that staff of a level may decide. */
  decidableAt(level: number): string[] {
    return [...this.kinds.values()]
      .filter(({ approverLevel }) => level >= approverLevel)
      .map(({ kind }) => kind);
  }
}
