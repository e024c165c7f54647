import { Injectable } from '@nestjs/common';
import { setImmediate as breath } from 'node:timers/promises';
import { ValidationFailed } from '../../../kernel/errors.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { PolicyDrafts, policyFaults } from '../../policies/index.js';
import type { PolicyEntity } from '../../policies/index.js';
import { BookingDecisionsView, isReplayable } from './booking-decisions.view.js';
import { PolicyNotReplayable } from '../booking.errors.js';
import { tryDecision } from './policy-preview.rule.js';
import type { DecidedMoney, PastDecision, TriedDecision } from './policy-preview.rule.js';

export interface PreviewWish {
  /** When the decisions were made, `[from, to)`; all when left out. */
  from?: Date;
  to?: Date;
  /** The newest so many decisions at most. */
  limit: number;
}

/** What a draft would have changed. */
export interface PolicyPreview {
  readonly policy: PolicyEntity;
  /** Decisions of its kind and scope that it would have made instead. */
  readonly replayed: number;
  readonly changed: number;
  readonly before: DecidedMoney;
  readonly after: DecidedMoney;
  /** Some of the changed ones, the newest first. */
  readonly sample: readonly TriedDecision[];
}

const pageSize = 1_000;
const sampleSize = 20;
const nothing: DecidedMoney = { feePaise: 0, creditPaise: 0, penaltyPaise: 0, totalPaise: 0 };

/** What-if: tries a policy on the decisions of the past, without writing anything (PO-5). */
@Injectable()
export class PolicyPreviews {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: PolicyDrafts,
    private readonly decisions: BookingDecisionsView,
  ) {}

  /**
   * Replays a version, published or not, over past bookings.
   * @throws NotFound `policy.not_found`; ValidationFailed for a draft that could not be published; PolicyNotReplayable
   * for a kind that decides nothing about bookings
   */
  async preview(policyId: string, { from, to, limit }: PreviewWish): Promise<PolicyPreview> {
    const policy = await this.drafts.get(policyId);
    const { kind, scopeKind, scopeId, body } = policy;
    const faults = policyFaults(kind, body);
    if (faults.length > 0) throw new ValidationFailed(faults);
    if (!isReplayable(kind)) throw new PolicyNotReplayable(kind);
    const filter = { kind, scopeKind, scopeId, ...(from && { from }), ...(to && { to }) };
    const known = new Map<string, PolicyEntity>();
    const tally = new Tally();
    let after: string | null = null;
    let left = limit;
    do {
      const take = Math.min(left, pageSize);
      const seen = after;
      const page = await this.work.read(async (reader) => {
        const found = await this.decisions.page(reader, filter, seen, take);
        await this.learn(reader, found.decisions, known);
        return found;
      });
      for (const decision of page.decisions)
        tally.add(tryDecision(decision, { kind, scopeKind, body, versionOf: (id) => versionIn(known, id) }));
      left -= take;
      ({ after } = page);
      // Others' requests are served between two pages.
      await breath();
    } while (after !== null && left > 0);
    return { policy, ...tally.result };
  }

  /** Reads the versions that the receipts of a page name and that are not known yet. */
  private async learn(
    reader: Reader,
    decisions: readonly PastDecision[],
    known: Map<string, PolicyEntity>,
  ): Promise<void> {
    const receipts = decisions.flatMap((decision) => decision.receipts);
    const named = receipts.flatMap(({ policyId, inputs: { taxPolicyId } }) =>
      typeof taxPolicyId === 'string' ? [policyId, taxPolicyId] : [policyId],
    );
    for (const id of new Set(named))
      if (!known.has(id)) known.set(id, await this.drafts.getWithin(reader, id));
  }
}

function versionIn(known: ReadonlyMap<string, PolicyEntity>, id: string): PolicyEntity {
  const found = known.get(id);
  if (!found) throw new Error(`Policy ${id} is named by a receipt and was not read.`);
  return found;
}

class Tally {
  private replayed = 0;
  private changed = 0;
  private before = nothing;
  private after = nothing;
  private readonly sample: TriedDecision[] = [];

  add(tried: TriedDecision | null): void {
    if (tried === null) return;
    this.replayed += 1;
    this.before = plus(this.before, tried.before);
    this.after = plus(this.after, tried.after);
    if (!tried.isChanged) return;
    this.changed += 1;
    if (this.sample.length < sampleSize) this.sample.push(tried);
  }

  get result(): Omit<PolicyPreview, 'policy'> {
    const { replayed, changed, before, after, sample } = this;
    return { replayed, changed, before, after, sample };
  }
}

function plus(one: DecidedMoney, other: DecidedMoney): DecidedMoney {
  return {
    feePaise: one.feePaise + other.feePaise,
    creditPaise: one.creditPaise + other.creditPaise,
    penaltyPaise: one.penaltyPaise + other.penaltyPaise,
    totalPaise: one.totalPaise + other.totalPaise,
  };
}
