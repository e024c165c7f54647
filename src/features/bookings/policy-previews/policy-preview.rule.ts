import { isPolicyBody } from '../../policies/index.js';
import type { PolicyKind, PolicyScopeKind, PolicyVersion, Receipt } from '../../policies/index.js';
import type { BookingEventEntity } from '../booking.entity.js';
import { decisionOf, moveFactsOf, policyKindOf, reevaluate } from '../cancelling/receipt-evaluation.js';
import { moveFee } from '../moving/reschedule.policy.js';

/** What was decided about a booking once: an event with the receipts that justify it. */
export interface PastDecision {
  readonly bookingId: string;
  readonly event: BookingEventEntity['event'];
  readonly at: Date;
  readonly receipts: readonly Receipt[];
}

/** A draft as it would be tried, with what it takes to judge by other policies beside it. */
export interface PolicyTrial {
  readonly kind: PolicyKind;
  readonly scopeKind: PolicyScopeKind;
  readonly body: unknown;
  /** The stored version a receipt names. */
  readonly versionOf: (policyId: string) => PolicyVersion<unknown> & { readonly scopeKind: PolicyScopeKind };
}

/** Money of one decision, in paise, each from the point of view of who pays or gets it. */
export interface DecidedMoney {
  readonly feePaise: number;
  readonly creditPaise: number;
  readonly penaltyPaise: number;
  /** The price of the booking, where a price was decided; else its tax. */
  readonly totalPaise: number;
}

export interface TriedDecision {
  readonly bookingId: string;
  readonly event: string;
  readonly at: Date;
  readonly before: DecidedMoney;
  readonly after: DecidedMoney;
  readonly isChanged: boolean;
}

const specificity: Readonly<Record<PolicyScopeKind, number>> = { default: 0, category: 1, service: 2 };

/**
 * What a draft would have decided in the place of what was (PO-5), or null when the decision was none of its kind or
 * was made by a policy of a narrower scope, which the draft would not have replaced (PO-2).
 *
 * A move's fee rests on the cancellation table (CX-9), so a draft of that table decides moves again as well. What
 * follows from an earlier decision by way of stored rows (a late move's fee) is taken as it was.
 */
export function tryDecision(decision: PastDecision, trial: PolicyTrial): TriedDecision | null {
  const { bookingId, event, at, receipts } = decision;
  const mine = receipts.filter(
    (receipt) => policyKindOf(receipt) === trial.kind && isReplaced(receipt, trial),
  );
  if (mine.length === 0) return null;
  const move = receipts.find((receipt) => decisionOf(receipt) === 'reschedule');
  const outputs =
    move && trial.kind === 'cancellation'
      ? [{ before: move.output, after: movedByTable(move, mine[0], trial) }]
      : mine.map((receipt) => ({ before: receipt.output, after: tried(receipt, trial) }));
  const before = moneyOf(outputs.map((each) => each.before));
  const after = moneyOf(outputs.map((each) => each.after));
  const isChanged =
    before.feePaise !== after.feePaise ||
    before.creditPaise !== after.creditPaise ||
    before.penaltyPaise !== after.penaltyPaise ||
    before.totalPaise !== after.totalPaise;
  return { bookingId, event, at, before, after, isChanged };
}

function isReplaced({ policyId }: Receipt, { scopeKind, versionOf }: PolicyTrial): boolean {
  return specificity[scopeKind] >= specificity[versionOf(policyId).scopeKind];
}

function tried(receipt: Receipt, { body, versionOf }: PolicyTrial): Receipt['output'] {
  const taxId = receipt.inputs['taxPolicyId'];
  return reevaluate(receipt, body, typeof taxId === 'string' ? versionOf(taxId).body : undefined);
}

function movedByTable(move: Receipt, table: Receipt | undefined, trial: PolicyTrial): Receipt['output'] {
  if (table === undefined) return move.output;
  const facts = moveFactsOf(move);
  const output = reevaluate(table, trial.body);
  const { feePaise, tier, nextTierAt } = output;
  if (typeof feePaise !== 'number' || typeof tier !== 'string') return move.output;
  const { id, version, body } = trial.versionOf(move.policyId);
  if (!isPolicyBody('reschedule', body)) throw new Error(`Policy ${id} is no reschedule policy.`);
  const [again] = moveFee(
    { id, version, body },
    {
      ...facts,
      table: {
        feePaise,
        tier,
        nextTierAt: typeof nextTierAt === 'string' ? new Date(nextTierAt) : null,
        cancelFeePaise: Math.max(feePaise, facts.table.cancelFeePaise),
      },
    },
  ).receipts;
  return again?.output ?? move.output;
}

function moneyOf(outputs: readonly Receipt['output'][]): DecidedMoney {
  const sum = (name: string): number => outputs.reduce((total, output) => total + numberIn(output, name), 0);
  const taxes = sum('cgstPaise') + sum('sgstPaise') + sum('igstPaise');
  return {
    feePaise: sum('feePaise'),
    creditPaise: sum('creditPaise'),
    penaltyPaise: sum('penaltyPaise'),
    totalPaise: outputs.some((output) => 'totalPaise' in output) ? sum('totalPaise') : taxes,
  };
}

function numberIn(output: Receipt['output'], name: string): number {
  const value = output[name];
  return typeof value === 'number' ? value : 0;
}
