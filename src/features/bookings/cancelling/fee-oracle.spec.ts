import { cancellationFee, noShowFee, symmetricCredit } from './cancellation.policy.js';
import type { CancellationCase, LateMove } from './cancellation.policy.js';
import { compensation } from './compensation.policy.js';
import { providerPenalty } from './penalty.policy.js';
import { reevaluate } from './receipt-evaluation.js';
import { rescheduleFee } from '../moving/reschedule.policy.js';
import type { RescheduleCase } from '../moving/reschedule.policy.js';
import { standardPolicy } from './standard-policies.fixture.js';

const cases = 100_000;
const cancellation = standardPolicy('cancellation');
const reschedule = standardPolicy('reschedule');
const penalty = standardPolicy('penalty');
const compensationPolicy = standardPolicy('compensation');
const { visitChargePaise } = standardPolicy('pricing').body;

/** Section 6 and CX-7 in seconds, rupees and plain ifs. It knows nothing of the code it judges. */
interface PlainCase {
  secondsLeft: number;
  secondsOld: number;
  who: 'unassigned' | 'assigned' | 'enRoute';
  valuePaise: number;
  paidPaise: number;
  minutesLate: number;
  changed: boolean;
  safety: boolean;
  opsWaiver: boolean;
  /** Null when the booking was not moved late. */
  movedSecondsAgo: number | null;
  movedFeePaise: number;
  movesBefore: number;
  daysFromOriginal: number;
  earningPaise: number;
  faultsBefore: number;
}

function percent(paise: number, of100: number): number {
  const exact = paise * of100;
  return (exact - (exact % 100)) / 100 + (exact % 100 >= 50 ? 1 : 0);
}

function plainWaived({ minutesLate, changed, safety, opsWaiver }: PlainCase): boolean {
  return minutesLate > 30 || changed || safety || opsWaiver;
}

function plainTable({ secondsLeft, secondsOld, who, valuePaise }: PlainCase): number {
  if (secondsOld < 300 && who !== 'enRoute') return 0;
  if (who === 'unassigned') return 0;
  if (who === 'assigned') {
    if (secondsLeft > 10_800) return 0;
    if (secondsLeft > 3_600) return Math.min(percent(valuePaise, 15), 100_00);
    return Math.min(percent(valuePaise, 30), 200_00);
  }
  if (secondsLeft > 3_600) return Math.min(percent(valuePaise, 30), 200_00);
  return Math.min(percent(valuePaise, 50), 300_00);
}

function plainCancel(given: PlainCase, { unwaived = false } = {}): number {
  if (!unwaived && plainWaived(given)) return 0;
  const now = plainTable(given);
  const { movedSecondsAgo, movedFeePaise } = given;
  if (movedSecondsAgo === null || movedSecondsAgo < 0 || movedSecondsAgo >= 86_400) return now;
  return movedFeePaise > now ? movedFeePaise : now;
}

function plainMove(given: PlainCase): number {
  if (plainWaived(given)) return 0;
  if (given.secondsOld < 300 && given.who !== 'enRoute') return 0;
  const flat = given.movesBefore >= 3 || given.daysFromOriginal > 30 ? 49_00 : 0;
  if (given.secondsLeft > 10_800) return flat;
  const table = plainTable(given);
  return table > flat ? table : flat;
}

function plainPenalty({ secondsLeft, earningPaise }: PlainCase): number {
  if (secondsLeft >= 48 * 3_600) return 0;
  if (secondsLeft >= 24 * 3_600) return percent(earningPaise, 25);
  return percent(earningPaise, 50);
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(20_261_121);
const below = (limit: number): number => Math.floor(random() * limit);
const seldom = (): boolean => below(12) === 0;
function oneOf<T>(...values: readonly [T, ...T[]]): T {
  return values[below(values.length)] ?? values[0];
}

/** Often within two seconds of an edge, since that is where rules go wrong. */
function near(...edges: readonly [number, ...number[]]): number {
  return oneOf(...edges) + below(5) - 2;
}

function aCase(): PlainCase {
  const secondsLeft = oneOf(
    near(10_800, 3_600, 0, 48 * 3_600, 24 * 3_600),
    below(14_400) - 1_800,
    below(400_000),
  );
  return {
    secondsLeft,
    secondsOld: oneOf(near(300), below(600), below(2_000_000)) + 2,
    who: oneOf('unassigned', 'assigned', 'enRoute'),
    valuePaise: oneOf(below(60_000), below(1_000_000), 33_333, 66_667),
    paidPaise: oneOf(0, below(1_000_000)),
    minutesLate: oneOf(0, 0, 29, 30, 31, 90),
    changed: seldom(),
    safety: seldom(),
    opsWaiver: seldom(),
    movedSecondsAgo: oneOf(null, null, near(86_400), below(90_000)),
    movedFeePaise: below(30_000),
    movesBefore: below(6),
    daysFromOriginal: oneOf(0, 7, 29, 30, 31, 45),
    earningPaise: below(500_000),
    faultsBefore: below(5),
  };
}

const start = Date.parse('2026-03-10T05:30:00Z');

function toCancellation(given: PlainCase): CancellationCase {
  const nowMs = start - given.secondsLeft * 1_000;
  const { movedSecondsAgo: ago, movedFeePaise } = given;
  const lateMove: LateMove | null =
    ago === null ? null : { movedAt: new Date(nowMs - ago * 1_000), feePaise: movedFeePaise, holdsHours: 24 };
  return {
    policy: cancellation,
    now: new Date(nowMs),
    startAt: new Date(start),
    createdAt: new Date(nowMs - given.secondsOld * 1_000),
    assignment: given.who,
    serviceValuePaise: given.valuePaise,
    visitChargePaise,
    paidPaise: given.paidPaise,
    flags: {
      providerLateMinutes: given.minutesLate,
      providerChangedWithoutConsent: given.changed,
      safety: given.safety,
      opsWaiver: given.opsWaiver,
    },
    lateMove,
  };
}

function toReschedule(given: PlainCase): RescheduleCase {
  return {
    policy: reschedule,
    cancellation: toCancellation(given),
    newStartAt: new Date(start + given.daysFromOriginal * 86_400_000),
    originalStartAt: new Date(start),
    movedCount: given.movesBefore,
  };
}

/** A fault that names the case, so that a hundred thousand assertions are not a hundred thousand objects. */
function agree(what: string, given: PlainCase, found: number, wanted: number): void {
  if (found !== wanted)
    throw new Error(`${what}: ${found} instead of ${wanted} for ${JSON.stringify(given)}`);
}

const bodies: Readonly<Record<string, unknown>> = {
  [cancellation.id]: cancellation.body,
  [reschedule.id]: reschedule.body,
  [penalty.id]: penalty.body,
  [compensationPolicy.id]: compensationPolicy.body,
};

describe(`${cases} generated cases agree with section 6 said plainly`, () => {
  it('on every fee, credit and penalty (CX-1 to CX-9), and their receipts decide the same again (PO-4)', () => {
    const seen = { costly: 0, late: 0, moved: 0, credited: 0, penalised: 0, reviewed: 0, receipts: 0 };
    for (let each = 0; each < cases; each += 1) {
      const given = aCase();
      const cancelCase = toCancellation(given);
      const cancelled = cancellationFee(cancelCase);
      agree('cancel (CX-1, CX-2, CX-5, CX-9)', given, cancelled.feePaise, plainCancel(given));
      agree('refund', given, cancelled.refundPaise, Math.max(0, given.paidPaise - cancelled.feePaise));
      agree('dues (CX-9)', given, cancelled.duesPaise, Math.max(0, cancelled.feePaise - given.paidPaise));
      const credit = symmetricCredit(cancelCase);
      agree('symmetry (CX-4)', given, credit.creditPaise, plainCancel(given, { unwaived: true }));
      const missed = noShowFee(cancelCase);
      agree('no-show (CX-6)', given, missed.feePaise, plainWaived(given) ? 0 : 499_00);
      const moved = rescheduleFee(toReschedule(given));
      agree('move (CX-9)', given, moved.feePaise, plainMove(given));
      const late = plainWaived(given) || plainTable(given) === 0 ? 0 : plainCancel(given);
      agree('late move (CX-9)', given, moved.lateFeePaise, late);
      const charged = providerPenalty({
        policy: penalty,
        now: cancelCase.now,
        startAt: cancelCase.startAt,
        fault: 'cancelled',
        earningPaise: given.earningPaise,
        earlierFaults: given.faultsBefore,
      });
      agree('penalty (CX-7)', given, charged.penaltyPaise, plainPenalty(given));
      agree('review (CX-7)', given, Number(charged.needsReview), Number(given.faultsBefore >= 2));
      const credited = compensation({
        policy: compensationPolicy,
        cause: oneOf('provider_no_show', 'nothing_known'),
        visitChargePaise,
        symmetricPaise: given.movedFeePaise,
      });
      seen.costly += Number(cancelled.feePaise > 0);
      seen.late += Number(cancelled.tier === 'late_move');
      seen.moved += Number(moved.feePaise > 0);
      seen.credited += Number(credit.creditPaise > 0);
      seen.penalised += Number(charged.penaltyPaise > 0);
      seen.reviewed += Number(charged.needsReview);
      if (each % 10 !== 0) continue;
      const outcomes = [cancelled, credit, missed, moved, charged, credited];
      for (const receipt of outcomes.flatMap(({ receipts }) => receipts)) {
        const stored = JSON.parse(JSON.stringify(receipt)) as typeof receipt;
        const again = JSON.stringify(reevaluate(stored, bodies[stored.policyId]));
        if (again !== JSON.stringify(stored.output)) throw new Error(`${JSON.stringify(stored)}: ${again}`);
        seen.receipts += 1;
      }
    }
    // Each kind of outcome was really met, often.
    for (const met of Object.values(seen)) expect(met).toBeGreaterThan(cases / 20);
  });

  it('and no version but the frozen one decides (CX-3, PO-3)', () => {
    const dearer = {
      ...cancellation,
      id: 'dearer',
      version: 2,
      body: {
        ...cancellation.body,
        graceMinutes: 0,
        bands: cancellation.body.bands.map((band) => ({
          ...band,
          assigned: { percentBps: 10_000, capPaise: 1_000_000 },
        })),
      },
    };
    let differing = 0;
    for (let each = 0; each < 5_000; each += 1) {
      const given = aCase();
      const frozen = toCancellation(given);
      const [receipt] = cancellationFee(frozen).receipts;
      const later = cancellationFee({ ...frozen, policy: dearer });
      expect([receipt?.policyId, receipt?.policyVersion]).toEqual([cancellation.id, cancellation.version]);
      agree('frozen', given, cancellationFee(frozen).feePaise, plainCancel(given));
      differing += Number(later.feePaise !== cancellationFee(frozen).feePaise);
    }
    expect(differing).toBeGreaterThan(500);
  });
});
