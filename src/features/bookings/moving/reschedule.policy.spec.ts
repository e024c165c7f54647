import fc from 'fast-check';
import { cancellationFee, symmetricCredit } from '../cancelling/cancellation.policy.js';
import type { CancellationCase } from '../cancelling/cancellation.policy.js';
import { rescheduleFee } from './reschedule.policy.js';
import type { RescheduleCase } from './reschedule.policy.js';
import { standardPolicy } from '../cancelling/standard-policies.fixture.js';

const startAt = new Date('2026-03-10T05:30:00Z');
const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const noFlags = {
  providerLateMinutes: 0,
  providerChangedWithoutConsent: false,
  safety: false,
  opsWaiver: false,
};

/** A booking of Rs 500 of services, made long before, whose provider is assigned. */
function cancellation(leftMs: number, over: Partial<CancellationCase> = {}): CancellationCase {
  return {
    policy: standardPolicy('cancellation'),
    now: new Date(startAt.getTime() - leftMs),
    startAt,
    createdAt: new Date('2026-02-20T05:30:00Z'),
    assignment: 'assigned',
    serviceValuePaise: 50_000,
    visitChargePaise: 49_900,
    paidPaise: 64_000,
    flags: noFlags,
    ...over,
  };
}

function move(
  leftMs: number,
  over: Partial<RescheduleCase> = {},
  cancelling: Partial<CancellationCase> = {},
): RescheduleCase {
  return {
    policy: standardPolicy('reschedule'),
    cancellation: cancellation(leftMs, cancelling),
    newStartAt: new Date(startAt.getTime() + day),
    originalStartAt: startAt,
    movedCount: 0,
    ...over,
  };
}

describe('moving a booking (CX-9)', () => {
  it('is free three times with more than 180 minutes left, then costs Rs 49', () => {
    const fees = [0, 1, 2, 3, 4].map((movedCount) => rescheduleFee(move(5 * day, { movedCount })));
    expect(fees.map(({ feePaise }) => feePaise)).toEqual([0, 0, 0, 4_900, 4_900]);
    expect(fees.map(({ tier }) => tier)).toEqual([
      ...['free', 'free', 'free'],
      ...['free_moves_used', 'free_moves_used'],
    ]);
  });

  it('is free to a date within 30 days of the original one and not beyond', () => {
    const to = (ms: number) =>
      rescheduleFee(move(5 * day, { newStartAt: new Date(startAt.getTime() + ms) })).feePaise;
    expect([to(30 * day), to(30 * day + second)]).toEqual([0, 4_900]);
  });

  it('costs what cancelling would at exactly 180 minutes and not a second before', () => {
    expect(rescheduleFee(move(180 * minute + second)).feePaise).toBe(0);
    expect(rescheduleFee(move(180 * minute))).toMatchObject({
      feePaise: 7_500,
      lateFeePaise: 7_500,
      tier: 'more_than_60_minutes',
      nextTierAt: new Date(startAt.getTime() - 60 * minute),
    });
    expect(rescheduleFee(move(60 * minute)).feePaise).toBe(15_000);
  });

  it('says when the window that costs begins', () => {
    expect(rescheduleFee(move(5 * day)).nextTierAt).toEqual(new Date(startAt.getTime() - 180 * minute));
  });

  it('inside the window is free while nobody is assigned, but for the fourth time', () => {
    const unassigned = { assignment: 'unassigned' } as const;
    expect(rescheduleFee(move(60 * minute, {}, unassigned)).feePaise).toBe(0);
    expect(rescheduleFee(move(60 * minute, { movedCount: 3 }, unassigned)).feePaise).toBe(4_900);
  });

  it('is free when the fee is waived (CX-5) or the booking only just made (CX-2)', () => {
    const waived = { flags: { ...noFlags, safety: true } };
    expect(rescheduleFee(move(60 * minute, { movedCount: 9 }, waived))).toMatchObject({
      feePaise: 0,
      tier: 'waived',
      lateFeePaise: 0,
    });
    const justMade = { createdAt: new Date(startAt.getTime() - 62 * minute) };
    expect(rescheduleFee(move(60 * minute, {}, justMade))).toMatchObject({ feePaise: 0, tier: 'grace' });
  });

  it('leaves a receipt of its own and of the table it asked', () => {
    expect(rescheduleFee(move(60 * minute)).receipts.map(({ rule }) => rule)).toEqual(['CX-9', 'CX-1']);
  });

  it('is never cheaper later, for whoever has moved it however often (CX-8)', () => {
    const anyMove = fc.record({
      left: fc.oneof(
        fc.integer({ min: -7_200, max: 30 * 86_400 }),
        fc.integer({ min: 10_790, max: 10_810 }),
        fc.integer({ min: 3_590, max: 3_610 }),
      ),
      age: fc.integer({ min: 0, max: 2_000 }),
      waited: fc.integer({ min: 0, max: 40_000 }),
      movedCount: fc.integer({ min: 0, max: 5 }),
      days: fc.integer({ min: 0, max: 40 }),
      valuePaise: fc.integer({ min: 0, max: 300_000 }),
      assignment: fc.constantFrom('unassigned' as const, 'assigned' as const, 'enRoute' as const),
    });
    fc.assert(
      fc.property(anyMove, ({ left, age, waited, movedCount, days, valuePaise, assignment }) => {
        const createdAt = new Date(startAt.getTime() - (left + age) * second);
        const feeAt = (seconds: number): number =>
          rescheduleFee(
            move(
              seconds * second,
              { movedCount, newStartAt: new Date(startAt.getTime() + days * day) },
              { serviceValuePaise: valuePaise, assignment, createdAt },
            ),
          ).feePaise;
        expect(feeAt(left - waited)).toBeGreaterThanOrEqual(feeAt(left));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('cancelling after a late move (CX-9)', () => {
  const movedAt = new Date('2026-03-09T12:00:00Z');
  const lateMove = { movedAt, feePaise: 7_500, holdsHours: 24 };
  const newStartAt = new Date('2026-03-14T05:30:00Z');
  const cancelAt = (sinceMs: number, over: Partial<CancellationCase> = {}) =>
    cancellationFee(
      cancellation(0, {
        startAt: newStartAt,
        now: new Date(movedAt.getTime() + sinceMs),
        lateMove,
        ...over,
      }),
    );

  it('costs the fee at the old slot for 24 hours, and not a millisecond longer', () => {
    expect(cancelAt(0)).toMatchObject({ feePaise: 7_500, tier: 'late_move' });
    expect(cancelAt(day - 1).feePaise).toBe(7_500);
    expect(cancelAt(day)).toMatchObject({ feePaise: 0, tier: 'more_than_180_minutes' });
    expect(cancelAt(minute).nextTierAt).toEqual(new Date(movedAt.getTime() + day));
  });

  it('costs the fee of now when that is the worse one', () => {
    const soon = { startAt: new Date(movedAt.getTime() + 5 * 60 * minute) };
    expect(cancelAt(minute, soon)).toMatchObject({
      feePaise: 7_500,
      // The table asks as much from 180 minutes before the new start on.
      nextTierAt: new Date(movedAt.getTime() + 2 * 60 * minute),
    });
    expect(cancelAt(260 * minute, soon)).toMatchObject({ feePaise: 15_000, tier: '60_minutes_or_less' });
  });

  it('is waived all the same (CX-5), and mirrored when the platform cancels (CX-4)', () => {
    expect(cancelAt(minute, { flags: { ...noFlags, opsWaiver: true } }).feePaise).toBe(0);
  });

  it('cannot be had cheaper by moving again: the earlier fee goes along while it counts', () => {
    const again = rescheduleFee(
      move(
        60 * minute,
        {},
        { lateMove: { ...lateMove, feePaise: 18_000, movedAt: new Date(startAt.getTime() - 120 * minute) } },
      ),
    );
    expect(again).toMatchObject({ feePaise: 15_000, lateFeePaise: 18_000 });
  });

  const anyLateMove = fc.record({
    sinceMoved: fc.integer({ min: -3_600, max: 90_000 }),
    newStart: fc.integer({ min: -3_600, max: 200_000 }),
    movedFeePaise: fc.integer({ min: 0, max: 30_000 }),
    valuePaise: fc.integer({ min: 0, max: 200_000 }),
    waited: fc.integer({ min: 0, max: 90_000 }),
    assignment: fc.constantFrom('unassigned' as const, 'assigned' as const, 'enRoute' as const),
    waived: fc.boolean(),
  });
  type LateMoved = typeof anyLateMove extends fc.Arbitrary<infer T> ? T : never;
  const caseOf = (given: LateMoved, atMs: number): CancellationCase =>
    cancellation(0, {
      startAt: new Date(movedAt.getTime() + given.newStart * second),
      now: new Date(atMs),
      lateMove: { movedAt, feePaise: given.movedFeePaise, holdsHours: 24 },
      serviceValuePaise: given.valuePaise,
      assignment: given.assignment,
      flags: { ...noFlags, safety: given.waived },
    });

  it('is never cheaper later while the late move counts, and no less than its fee (CX-8)', () => {
    fc.assert(
      fc.property(anyLateMove, (given) => {
        const nowMs = movedAt.getTime() + Math.abs(given.sinceMoved) * second;
        const laterMs = Math.min(nowMs + given.waited * second, movedAt.getTime() + day - 1);
        if (laterMs < nowMs || given.waived) return;
        const [now, later] = [nowMs, laterMs].map((ms) => cancellationFee(caseOf(given, ms)).feePaise);
        expect(later).toBeGreaterThanOrEqual(now ?? 0);
        expect(now).toBeGreaterThanOrEqual(given.movedFeePaise);
      }),
      { numRuns: 3_000 },
    );
  });

  it('holds its tier until the instant it names and not beyond', () => {
    fc.assert(
      fc.property(anyLateMove, (given) => {
        const nowMs = movedAt.getTime() + given.sinceMoved * second;
        const { tier, nextTierAt } = cancellationFee(caseOf(given, nowMs));
        if (nextTierAt === null || nowMs < movedAt.getTime()) return;
        expect(cancellationFee(caseOf(given, nextTierAt.getTime() - 1)).tier).toBe(tier);
        expect(cancellationFee(caseOf(given, nextTierAt.getTime())).tier).not.toBe(tier);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is mirrored to the paisa when the platform cancels, but for waivers (CX-4)', () => {
    fc.assert(
      fc.property(anyLateMove, (given) => {
        const at = caseOf({ ...given, waived: false }, movedAt.getTime() + given.sinceMoved * second);
        const { feePaise } = cancellationFee(at);
        expect(symmetricCredit(at).creditPaise).toBe(feePaise);
        expect(symmetricCredit({ ...at, flags: { ...noFlags, opsWaiver: true } }).creditPaise).toBe(feePaise);
      }),
      { numRuns: 2_000 },
    );
  });
});
