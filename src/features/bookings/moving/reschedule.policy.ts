import { assertPaise, formatInr } from '../../../kernel/money.js';
import type { PolicyVersion, Receipt, RescheduleBody } from '../../policies/index.js';
import { cancellationFee } from '../cancelling/cancellation.policy.js';
import type { CancellationCase } from '../cancelling/cancellation.policy.js';

export interface RescheduleCase {
  /** The version frozen with the booking (PO-3). */
  readonly policy: PolicyVersion<RescheduleBody>;
  /** As if the booking were cancelled at this instant instead: its fee table prices moves inside the window. */
  readonly cancellation: CancellationCase;
  /** The slot wanted. */
  readonly newStartAt: Date;
  /** Where the booking lay before it was ever moved; its present start when it never was. */
  readonly originalStartAt: Date;
  /** How often the customer has moved it before. Moves that the provider asked for do not count. */
  readonly movedCount: number;
}

export interface RescheduleOutcome {
  readonly feePaise: number;
  /** `waived`, `grace`, `free`, `free_moves_used`, `beyond_free_days`, or the band of the cancellation table. */
  readonly tier: string;
  /** The instant the next tier begins while nothing else changes; null in the last one. */
  readonly nextTierAt: Date | null;
  readonly receipts: readonly Receipt[];
  /** What cancelling at the old slot would have cost at this instant; 0 when the move is not a late one (CX-9). */
  readonly lateFeePaise: number;
}

/** What the cancellation table says of the old slot at the instant of the move. */
interface TableFee {
  readonly feePaise: number;
  readonly tier: string;
  readonly nextTierAt: Date | null;
  /** The worse of the table and an earlier late move that still counts. */
  readonly cancelFeePaise: number;
}

/** Every figure the rule reads besides the policy body. */
export interface MoveFacts {
  readonly now: Date;
  readonly startAt: Date;
  readonly newStartAt: Date;
  readonly originalStartAt: Date;
  readonly movedCount: number;
  readonly table: TableFee;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * What moving a booking costs its customer now (CX-9). With strictly more than `freeOverMinutes` left, the first
 * `freeCount` moves to within `freeWithinDays` of the original date (that instant included) are free and every other
 * one costs `feePaise`. With less left a move costs what cancelling would (grace and waivers as there), and no less
 * than the same move would have cost before: later is never cheaper.
 *
 * A move is late when the cancellation table asks a fee at that moment; the caller keeps `lateFeePaise` with the
 * instant of the move, since for 24 hours it is the least a cancellation costs.
 * @throws RangeError for amounts that are negative or no whole paise
 */
export function rescheduleFee({ policy, cancellation, ...move }: RescheduleCase): RescheduleOutcome {
  const { lateMove: _earlier, ...atOldSlot } = cancellation;
  const table = cancellationFee(atOldSlot);
  const { now, startAt } = cancellation;
  const facts: MoveFacts = {
    ...move,
    now,
    startAt,
    table: {
      feePaise: table.feePaise,
      tier: table.tier,
      nextTierAt: table.nextTierAt,
      cancelFeePaise: cancellationFee(cancellation).feePaise,
    },
  };
  const outcome = moveFee(policy, facts);
  return { ...outcome, receipts: [...outcome.receipts, ...table.receipts] };
}

/** As `rescheduleFee`, the cancellation table having been asked already: what its receipt is evaluated by again. */
export function moveFee(policy: PolicyVersion<RescheduleBody>, facts: MoveFacts): RescheduleOutcome {
  const { table } = facts;
  const ruling =
    exempted(facts) ?? (isInWindow(policy, facts) ? inWindow(policy, facts) : outside(policy, facts));
  const lateFeePaise = table.feePaise > 0 ? table.cancelFeePaise : 0;
  const { feePaise, tier, nextTierAt, sentence } = ruling;
  const output = { feePaise, tier, nextTierAt: nextTierAt?.toISOString() ?? null, lateFeePaise };
  const receipt: Receipt = {
    rule: 'CX-9',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs: {
      decides: 'reschedule',
      now: facts.now.toISOString(),
      startAt: facts.startAt.toISOString(),
      newStartAt: facts.newStartAt.toISOString(),
      originalStartAt: facts.originalStartAt.toISOString(),
      movedCount: facts.movedCount,
      table: { ...table, nextTierAt: table.nextTierAt?.toISOString() ?? null },
    },
    output,
    sentence,
  };
  return { feePaise, tier, nextTierAt, receipts: [receipt], lateFeePaise };
}

interface Ruling {
  readonly feePaise: number;
  readonly tier: string;
  readonly nextTierAt: Date | null;
  readonly sentence: string;
}

/** What waives a cancellation's fee, and its grace, let a move go free as well. */
function exempted({ table: { tier, nextTierAt } }: MoveFacts): Ruling | null {
  if (tier !== 'waived' && tier !== 'grace') return null;
  const why = tier === 'waived' ? 'the fee is waived' : 'the booking was only just made';
  return { feePaise: 0, tier, nextTierAt, sentence: `Moving the booking is free, because ${why}.` };
}

function isInWindow({ body }: PolicyVersion<RescheduleBody>, { now, startAt }: MoveFacts): boolean {
  return startAt.getTime() - now.getTime() <= body.freeOverMinutes * minuteMs;
}

function inWindow({ body }: PolicyVersion<RescheduleBody>, facts: MoveFacts): Ruling {
  const { table } = facts;
  const flatPaise = allowanceTier(body, facts) === 'free' ? 0 : body.feePaise;
  requireAmount(flatPaise);
  const feePaise = Math.max(table.feePaise, flatPaise);
  const left = `${body.freeOverMinutes} minutes or less to the start`;
  const sentence =
    feePaise === 0
      ? `Moving the booking is free, since cancelling it would be.`
      : table.feePaise >= flatPaise
        ? `With ${left} moving the booking costs what cancelling it would: ${formatInr(feePaise)}.`
        : `The free reschedules are used up: ${formatInr(feePaise)}.`;
  return { feePaise, tier: table.tier, nextTierAt: table.nextTierAt, sentence };
}

function outside({ body }: PolicyVersion<RescheduleBody>, facts: MoveFacts): Ruling {
  const tier = allowanceTier(body, facts);
  const feePaise = tier === 'free' ? 0 : body.feePaise;
  requireAmount(feePaise);
  const fee = formatInr(feePaise);
  const sentences: Readonly<Record<Allowance, string>> = {
    free: `Reschedule ${facts.movedCount + 1} of ${body.freeCount} that are free with more than ${body.freeOverMinutes} minutes left.`,
    free_moves_used: `The ${body.freeCount} free reschedules are used up; this one costs ${fee}.`,
    beyond_free_days: `The new date is more than ${body.freeWithinDays} days from the original one; moving there costs ${fee}.`,
  };
  const nextTierAt = new Date(facts.startAt.getTime() - body.freeOverMinutes * minuteMs);
  return { feePaise, tier, nextTierAt, sentence: sentences[tier] };
}

type Allowance = 'free' | 'free_moves_used' | 'beyond_free_days';

function allowanceTier(
  { freeCount, freeWithinDays }: RescheduleBody,
  { movedCount, newStartAt, originalStartAt }: MoveFacts,
): Allowance {
  if (movedCount >= freeCount) return 'free_moves_used';
  const daysMs = freeWithinDays * dayMs;
  return Math.abs(newStartAt.getTime() - originalStartAt.getTime()) > daysMs ? 'beyond_free_days' : 'free';
}

function requireAmount(amountPaise: number): void {
  assertPaise(amountPaise);
  if (amountPaise < 0) throw new RangeError('Amounts of a reschedule are zero or more.');
}
