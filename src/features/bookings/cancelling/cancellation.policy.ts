import { assertPaise, formatInr, percentOf } from '../../../kernel/money.js';
import type {
  CancellationBand,
  CancellationBody,
  CappedShare,
  PolicyVersion,
  Receipt,
} from '../../policies/index.js';

/** How far the provider has got: nobody yet, one assigned, or one on the way. */
export type Assignment = 'unassigned' | 'assigned' | 'enRoute';

/** What waives a fee (CX-5). */
export interface CancellationFlags {
  /** How late the provider is at this moment; 0 when not late. */
  readonly providerLateMinutes: number;
  readonly providerChangedWithoutConsent: boolean;
  readonly safety: boolean;
  /** Ops waived it; their reason stands in the booking's event. */
  readonly opsWaiver: boolean;
}

/** A reschedule made inside a window that costs (CX-9). */
export interface LateMove {
  readonly movedAt: Date;
  /** What a cancellation at the old slot would have cost at that moment. */
  readonly feePaise: number;
  /** For how long after the move a cancellation costs at least that much. */
  readonly holdsHours: number;
}

export interface CancellationCase {
  /** The version frozen with the booking (CX-3). */
  readonly policy: PolicyVersion<CancellationBody>;
  /** When the server received the request. */
  readonly now: Date;
  readonly startAt: Date;
  readonly createdAt: Date;
  readonly assignment: Assignment;
  /** Item lines before tax, surge and convenience (PR-7). */
  readonly serviceValuePaise: number;
  /** From the frozen pricing policy; a no-show costs a share of it. */
  readonly visitChargePaise: number;
  /** Captured and not yet refunded. */
  readonly paidPaise: number;
  readonly flags: CancellationFlags;
  /** The last late reschedule, when there was one. */
  readonly lateMove?: LateMove | null;
}

export interface CancellationOutcome {
  readonly feePaise: number;
  /** What goes back of what was paid: `paid + dues = fee + refund`. */
  readonly refundPaise: number;
  /** What of the fee was not covered by payment; becomes the customer's dues (CX-9). */
  readonly duesPaise: number;
  /** `waived`, `grace`, `no_show`, `late_move`, or the band: `more_than_180_minutes` ... `60_minutes_or_less`. */
  readonly tier: string;
  /** The instant the next tier begins while nothing else changes; null in the last one. */
  readonly nextTierAt: Date | null;
  readonly receipts: readonly Receipt[];
}

interface Ruling {
  readonly rule: string;
  readonly tier: string;
  readonly feePaise: number;
  readonly nextTierAt: Date | null;
  readonly sentence: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * What cancelling costs the customer now (section 6). Waivers (CX-5) come before grace (CX-2), grace before bands.
 * In [moved, moved + 24 h) of a late reschedule it costs no less than a cancellation would have cost at the old slot
 * when the booking was moved (CX-9).
 *
 * A band holds while strictly more than its minutes are left, so with 180 minutes to the millisecond the fee is
 * due and with a second more it is not (CX-1); the next tier therefore begins at start - minutes. Grace is the
 * half-open [created, created + grace) and does not hold once the provider is on the way. For a fixed assignment
 * and fixed flags the fee never falls with time, provided the policy passed `policyFaults` (CX-8); whether a late
 * move still counts is such a flag.
 * @throws RangeError for amounts that are negative or no whole paise
 */
export function cancellationFee(given: CancellationCase): CancellationOutcome {
  return settle(given, 'cancellation', waived(given) ?? unwaived(given));
}

/**
 * What a customer who was not there owes: a share of the visit charge (section 6, last row). That the three
 * conditions of CX-6 hold is the caller's to check.
 */
export function noShowFee(given: CancellationCase): CancellationOutcome {
  const { noShow } = given.policy.body;
  const feePaise = capped(noShow, given.visitChargePaise);
  return settle(
    given,
    'no_show',
    waived(given) ?? {
      rule: 'CX-6',
      tier: 'no_show',
      feePaise,
      nextTierAt: null,
      sentence: `Nobody was there: ${shareText(noShow, 'the visit charge', given.visitChargePaise)}, ${formatInr(feePaise)}.`,
    },
  );
}

/**
 * What the customer is credited when provider or platform cancels now (CX-4): exactly what they would have paid.
 * Waivers do not lessen it, since they speak for the customer.
 */
export function symmetricCredit(given: CancellationCase): { creditPaise: number; receipts: Receipt[] } {
  const mirrored = unwaived(given);
  const creditPaise = given.policy.body.symmetry ? mirrored.feePaise : 0;
  const sentence = `The customer would have paid ${formatInr(mirrored.feePaise)} here and is credited ${formatInr(creditPaise)}.`;
  return {
    creditPaise,
    receipts: [receiptOf(given, 'symmetric_credit', 'CX-4', { creditPaise, tier: mirrored.tier }, sentence)],
  };
}

/** What the state and the time left cost, nobody having waived it. */
function unwaived(given: CancellationCase): Ruling {
  return lateMoveRuling(given) ?? tableRuling(given);
}

function tableRuling(given: CancellationCase): Ruling {
  return grace(given) ?? band(given);
}

/** The fee at the old slot, while it counts and is the worse of the two (CX-9). */
function lateMoveRuling(given: CancellationCase): Ruling | null {
  const { lateMove, now } = given;
  if (!lateMove) return null;
  requireAmount(lateMove.feePaise);
  const endsAt = new Date(lateMove.movedAt.getTime() + lateMove.holdsHours * hourMs);
  if (now < lateMove.movedAt || now >= endsAt) return null;
  if (tableRuling(given).feePaise >= lateMove.feePaise) return null;
  const fee = formatInr(lateMove.feePaise);
  return {
    rule: 'CX-9',
    tier: 'late_move',
    feePaise: lateMove.feePaise,
    nextTierAt: overtakenAt(given, lateMove.feePaise, endsAt),
    sentence: `The booking was moved late; for ${lateMove.holdsHours} hours after that cancelling costs at least what it would have cost then: ${fee}.`,
  };
}

/** When the table asks as much as the late move does, or `endsAt` when it does not by then. */
function overtakenAt(given: CancellationCase, feePaise: number, endsAt: Date): Date {
  let { nextTierAt } = tableRuling(given);
  while (nextTierAt !== null && nextTierAt < endsAt) {
    const then = tableRuling({ ...given, now: nextTierAt });
    if (then.feePaise >= feePaise) return nextTierAt;
    ({ nextTierAt } = then);
  }
  return endsAt;
}

function waived({ policy, flags }: CancellationCase): Ruling | null {
  const isLate = flags.providerLateMinutes > policy.body.providerLateWaiverMinutes;
  const because = isLate
    ? `the provider is more than ${policy.body.providerLateWaiverMinutes} minutes late`
    : flags.providerChangedWithoutConsent
      ? 'the provider was changed without your consent'
      : flags.safety
        ? 'of a safety concern'
        : flags.opsWaiver
          ? 'our staff waived it'
          : null;
  if (because === null) return null;
  return {
    rule: 'CX-5',
    tier: 'waived',
    feePaise: 0,
    nextTierAt: null,
    sentence: `No fee, because ${because}.`,
  };
}

function grace({ policy, now, createdAt, assignment }: CancellationCase): Ruling | null {
  const { graceMinutes } = policy.body;
  const endsAt = new Date(createdAt.getTime() + graceMinutes * minuteMs);
  if (assignment === 'enRoute' || now.getTime() >= endsAt.getTime()) return null;
  const sentence = `No fee within ${graceMinutes} minutes of booking.`;
  return { rule: 'CX-2', tier: 'grace', feePaise: 0, nextTierAt: endsAt, sentence };
}

function band({ policy, now, startAt, assignment, serviceValuePaise }: CancellationCase): Ruling {
  const { bands } = policy.body;
  const leftMs = startAt.getTime() - now.getTime();
  const at = bands.findIndex(({ overMinutes }) => overMinutes === null || leftMs > overMinutes * minuteMs);
  const found = bands[at];
  if (found === undefined)
    throw new RangeError(`Policy ${policy.id} has no band for ${leftMs} ms before the start.`);
  const share = found[assignment];
  const feePaise = capped(share, serviceValuePaise);
  const when = bandWords(found, bands[at - 1]);
  const cost =
    feePaise === 0
      ? 'is free'
      : `costs ${shareText(share, 'the services', serviceValuePaise)}: ${formatInr(feePaise)}`;
  return {
    rule: 'CX-1',
    tier: when.replaceAll(' ', '_'),
    feePaise,
    nextTierAt:
      found.overMinutes === null ? null : new Date(startAt.getTime() - found.overMinutes * minuteMs),
    sentence: `Cancelling with ${when} to the start${assignmentWords[assignment]} ${cost}.`,
  };
}

const assignmentWords: Readonly<Record<Assignment, string>> = {
  unassigned: ' and no provider assigned yet',
  assigned: ' and a provider assigned',
  enRoute: ' and the provider on the way',
};

function bandWords({ overMinutes }: CancellationBand, before: CancellationBand | undefined): string {
  if (overMinutes !== null) return `more than ${overMinutes} minutes`;
  return before?.overMinutes === undefined || before.overMinutes === null
    ? 'any time'
    : `${before.overMinutes} minutes or less`;
}

function shareText({ percentBps, capPaise }: CappedShare, what: string, ofPaise: number): string {
  return `${percentBps / 100} % of ${what} (${formatInr(ofPaise)}), at most ${formatInr(capPaise)}`;
}

function capped({ percentBps, capPaise }: CappedShare, ofPaise: number): number {
  requireAmount(ofPaise);
  return Math.min(percentOf(ofPaise, percentBps), capPaise);
}

function requireAmount(amountPaise: number): void {
  assertPaise(amountPaise);
  if (amountPaise < 0) throw new RangeError('Amounts of a cancellation are zero or more.');
}

function settle(given: CancellationCase, decides: Decision, ruling: Ruling): CancellationOutcome {
  const { rule, feePaise, tier, nextTierAt, sentence } = ruling;
  requireAmount(given.paidPaise);
  const refundPaise = Math.max(0, given.paidPaise - feePaise);
  const duesPaise = Math.max(0, feePaise - given.paidPaise);
  const output = { feePaise, refundPaise, duesPaise, tier, nextTierAt: nextTierAt?.toISOString() ?? null };
  return {
    feePaise,
    refundPaise,
    duesPaise,
    tier,
    nextTierAt,
    receipts: [receiptOf(given, decides, rule, output, sentence)],
  };
}

/** Which of this file's decisions a receipt is of: rules such as CX-5 speak in several. */
type Decision = 'cancellation' | 'no_show' | 'symmetric_credit';

function receiptOf(
  { policy, now, startAt, createdAt, flags, lateMove, ...figures }: CancellationCase,
  decides: Decision,
  rule: string,
  output: Receipt['output'],
  sentence: string,
): Receipt {
  const inputs = {
    decides,
    now: now.toISOString(),
    startAt: startAt.toISOString(),
    createdAt: createdAt.toISOString(),
    assignment: figures.assignment,
    serviceValuePaise: figures.serviceValuePaise,
    visitChargePaise: figures.visitChargePaise,
    paidPaise: figures.paidPaise,
    flags: { ...flags },
    ...(lateMove && { lateMove: { ...lateMove, movedAt: lateMove.movedAt.toISOString() } }),
  };
  return { rule, policyId: policy.id, policyVersion: policy.version, inputs, output, sentence };
}
