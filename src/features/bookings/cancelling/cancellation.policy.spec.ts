import fc from 'fast-check';
import type { CancellationBand, CancellationBody, CappedShare } from '../../policies/index.js';
import { policyFaults } from '../../policies/index.js';
import type { Assignment, CancellationCase, CancellationFlags } from './cancellation.policy.js';
import { cancellationFee, noShowFee, symmetricCredit } from './cancellation.policy.js';

const free: CappedShare = { percentBps: 0, capPaise: 0 };
const share = (percent: number, capRupees: number): CappedShare => ({
  percentBps: percent * 100,
  capPaise: capRupees * 100,
});
const standard: CancellationBody = {
  code: 'IN-HOME-STD',
  graceMinutes: 5,
  symmetry: true,
  bands: [
    { overMinutes: 180, unassigned: free, assigned: free, enRoute: share(30, 200) },
    { overMinutes: 60, unassigned: free, assigned: share(15, 100), enRoute: share(30, 200) },
    { overMinutes: null, unassigned: free, assigned: share(30, 200), enRoute: share(50, 300) },
  ],
  noShow: share(100, 500),
  providerLateWaiverMinutes: 30,
};
const policy = { id: 'IN-HOME-STD', version: 3, body: standard };
const startAt = new Date('2026-03-10T05:30:00Z');
const second = 1_000;
const minute = 60 * second;
const noFlags: CancellationFlags = {
  providerLateMinutes: 0,
  providerChangedWithoutConsent: false,
  safety: false,
  opsWaiver: false,
};

/** A booking of Rs 500 of services, paid, made two days before. */
function at(leftMs: number, over: Partial<CancellationCase> = {}): CancellationCase {
  return {
    policy,
    now: new Date(startAt.getTime() - leftMs),
    startAt,
    createdAt: new Date('2026-03-08T05:30:00Z'),
    assignment: 'assigned',
    serviceValuePaise: 50_000,
    visitChargePaise: 49_900,
    paidPaise: 64_000,
    flags: noFlags,
    ...over,
  };
}
const fee = (leftMs: number, over: Partial<CancellationCase> = {}): number =>
  cancellationFee(at(leftMs, over)).feePaise;

describe('the standard cancellation fee', () => {
  it('is due at exactly 180 minutes and not a second before (CX-1)', () => {
    expect(fee(180 * minute)).toBe(7_500);
    expect(fee(180 * minute + second)).toBe(0);
    expect(fee(180 * minute + 1)).toBe(0);
  });

  it('rises at exactly 60 minutes and not a second before', () => {
    expect(fee(60 * minute + second)).toBe(7_500);
    expect(fee(60 * minute)).toBe(15_000);
    expect(fee(-10 * minute)).toBe(15_000);
  });

  it('is capped', () => {
    expect(fee(120 * minute, { serviceValuePaise: 1_000_000 })).toBe(10_000);
    expect(fee(30 * minute, { serviceValuePaise: 1_000_000 })).toBe(20_000);
    expect(fee(30 * minute, { serviceValuePaise: 1_000_000, assignment: 'enRoute' })).toBe(30_000);
    expect(fee(300 * minute, { serviceValuePaise: 1_000_000, assignment: 'enRoute' })).toBe(20_000);
  });

  it('is nothing while no provider is assigned', () => {
    for (const left of [300, 180, 60, 1]) expect(fee(left * minute, { assignment: 'unassigned' })).toBe(0);
  });

  it('is nothing for the first five minutes, unless the provider is on the way (CX-2)', () => {
    const createdAt = new Date(startAt.getTime() - 70 * minute);
    expect(cancellationFee(at(66 * minute, { createdAt }))).toMatchObject({
      feePaise: 0,
      tier: 'grace',
      nextTierAt: new Date(startAt.getTime() - 65 * minute),
    });
    expect(fee(65 * minute + 1, { createdAt })).toBe(0);
    expect(fee(65 * minute, { createdAt })).toBe(7_500);
    expect(fee(66 * minute, { createdAt, assignment: 'enRoute' })).toBe(15_000);
  });

  it.each<[string, Partial<CancellationFlags>, number]>([
    ['the provider is 31 minutes late', { providerLateMinutes: 31 }, 0],
    ['the provider is 30 minutes late', { providerLateMinutes: 30 }, 15_000],
    ['the provider was changed', { providerChangedWithoutConsent: true }, 0],
    ['safety is at stake', { safety: true }, 0],
    ['ops waive it', { opsWaiver: true }, 0],
  ])('when %s follows CX-5', (_, flags, expected) => {
    expect(fee(30 * minute, { flags: { ...noFlags, ...flags } })).toBe(expected);
  });

  it('says which tier holds and when the next begins', () => {
    const tiers = [300, 120, 30].map((left) => cancellationFee(at(left * minute)));
    expect(tiers.map(({ tier }) => tier)).toEqual([
      'more_than_180_minutes',
      'more_than_60_minutes',
      '60_minutes_or_less',
    ]);
    expect(tiers.map(({ nextTierAt }) => nextTierAt?.toISOString() ?? null)).toEqual([
      '2026-03-10T02:30:00.000Z',
      '2026-03-10T04:30:00.000Z',
      null,
    ]);
  });

  it('comes off the refund, and what was not paid becomes dues', () => {
    expect(cancellationFee(at(30 * minute))).toMatchObject({
      feePaise: 15_000,
      refundPaise: 49_000,
      duesPaise: 0,
    });
    expect(cancellationFee(at(30 * minute, { paidPaise: 0 }))).toMatchObject({
      refundPaise: 0,
      duesPaise: 15_000,
    });
    expect(cancellationFee(at(30 * minute, { paidPaise: 5_000 }))).toMatchObject({
      refundPaise: 0,
      duesPaise: 10_000,
    });
  });

  it('comes with a sentence for people and the policy version that decided (CX-3)', () => {
    expect(cancellationFee(at(120 * minute)).receipts).toMatchObject([
      {
        rule: 'CX-1',
        policyId: 'IN-HOME-STD',
        policyVersion: 3,
        sentence:
          'Cancelling with more than 60 minutes to the start and a provider assigned costs 15 % of the services (₹500), at most ₹100: ₹75.',
      },
    ]);
  });

  it('refuses amounts that are none', () => {
    expect(() => fee(minute, { serviceValuePaise: -1 })).toThrow(RangeError);
    expect(() => fee(minute, { serviceValuePaise: 0.5 })).toThrow(RangeError);
    expect(() => fee(minute, { paidPaise: -1 })).toThrow(RangeError);
  });
});

describe('a no-show', () => {
  it('costs the visit charge up to the cap, and nothing when waived', () => {
    expect(noShowFee(at(-45 * minute))).toMatchObject({
      feePaise: 49_900,
      tier: 'no_show',
      nextTierAt: null,
    });
    expect(noShowFee(at(-45 * minute, { visitChargePaise: 60_000 })).feePaise).toBe(50_000);
    expect(noShowFee(at(-45 * minute, { flags: { ...noFlags, safety: true } })).feePaise).toBe(0);
  });
});

describe('a cancellation by provider or platform', () => {
  it('credits what the customer would have paid, whoever was late (CX-4)', () => {
    expect(symmetricCredit(at(30 * minute)).creditPaise).toBe(15_000);
    expect(
      symmetricCredit(at(30 * minute, { flags: { ...noFlags, providerLateMinutes: 90 } })).creditPaise,
    ).toBe(15_000);
    expect(symmetricCredit(at(300 * minute)).creditPaise).toBe(0);
    expect(symmetricCredit(at(30 * minute)).receipts[0]).toMatchObject({ rule: 'CX-4', policyVersion: 3 });
  });
});

/** Section 6 in plain words and whole seconds, sharing nothing with the rule. */
function plainly(leftSeconds: number, ageSeconds: number, given: CancellationCase): number {
  const { flags, assignment } = given;
  const rupees = given.serviceValuePaise / 100;
  if (flags.providerLateMinutes > 30 || flags.providerChangedWithoutConsent) return 0;
  if (flags.safety || flags.opsWaiver) return 0;
  if (assignment !== 'enRoute' && ageSeconds < 300) return 0;
  if (assignment === 'unassigned') return 0;
  const roundedPaise = (rate: number): number => Math.floor(rupees * rate * 100 + 0.5 + 1e-6);
  if (assignment === 'enRoute') {
    return leftSeconds <= 3_600 ? Math.min(roundedPaise(0.5), 30_000) : Math.min(roundedPaise(0.3), 20_000);
  }
  if (leftSeconds > 10_800) return 0;
  return leftSeconds > 3_600 ? Math.min(roundedPaise(0.15), 10_000) : Math.min(roundedPaise(0.3), 20_000);
}

const assignments = fc.constantFrom<Assignment>('unassigned', 'assigned', 'enRoute');
const mostlyFalse = fc.integer({ min: 0, max: 9 }).map((each) => each === 0);
const flags = fc.record({
  providerLateMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 25, max: 35 })),
  providerChangedWithoutConsent: mostlyFalse,
  safety: mostlyFalse,
  opsWaiver: mostlyFalse,
});
/** Anywhere from a day before to two hours after the start, often within seconds of a boundary. */
const leftSeconds = fc.oneof(
  fc.integer({ min: -7_200, max: 86_400 }),
  fc.integer({ min: 10_797, max: 10_803 }),
  fc.integer({ min: 3_597, max: 3_603 }),
);
const ageSeconds = fc.oneof(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 297, max: 303 }));
const money = fc.integer({ min: 0, max: 1_000_000 });

const anyCase = fc
  .record({ left: leftSeconds, age: ageSeconds, assignment: assignments, flags, value: money, paid: money })
  .map(({ left, age, assignment, flags: raised, value, paid }) => {
    const given = at(left * second, { assignment, flags: raised, serviceValuePaise: value, paidPaise: paid });
    return { left, age, given: { ...given, createdAt: new Date(given.now.getTime() - age * second) } };
  });

const someShares = fc.array(fc.tuple(fc.integer({ min: 0, max: 4_000 }), money), {
  minLength: 3,
  maxLength: 3,
});
/** Any policy that may be published: bands that shorten and shares that only grow. */
const anyPolicy = fc
  .record({
    steps: fc.uniqueArray(fc.integer({ min: 1, max: 2_880 }), { maxLength: 4 }),
    first: someShares,
    growth: fc.array(someShares, { minLength: 4, maxLength: 4 }),
    graceMinutes: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ steps, first, growth, graceMinutes }): CancellationBody => {
    const edges = [...steps.sort((a, b) => b - a), null];
    let current = first;
    const bands = edges.map((overMinutes, index): CancellationBand => {
      if (index > 0) {
        current = current.map(([bps, cap], kind) => [
          Math.min(10_000, bps + (growth[index - 1]?.[kind]?.[0] ?? 0)),
          cap + (growth[index - 1]?.[kind]?.[1] ?? 0),
        ]);
      }
      const of = (kind: number): CappedShare => ({
        percentBps: current[kind]?.[0] ?? 0,
        capPaise: current[kind]?.[1] ?? 0,
      });
      return { overMinutes, unassigned: of(0), assigned: of(1), enRoute: of(2) };
    });
    return { ...standard, graceMinutes, bands };
  });

describe('every cancellation', () => {
  it('costs what section 6 says, said plainly, in 25,000 cases', () => {
    let costly = 0;
    fc.assert(
      fc.property(anyCase, ({ left, age, given }) => {
        const outcome = cancellationFee(given);
        if (outcome.feePaise > 0) costly += 1;
        expect(outcome.feePaise).toBe(plainly(left, age, given));
      }),
      { numRuns: 25_000 },
    );
    expect(costly).toBeGreaterThan(2_000);
  });

  it('keeps money: paid and dues are fee and refund, none of them negative', () => {
    fc.assert(
      fc.property(anyCase, anyPolicy, ({ given }, body) => {
        const { feePaise, refundPaise, duesPaise } = cancellationFee({
          ...given,
          policy: { ...policy, body },
        });
        expect(given.paidPaise + duesPaise).toBe(feePaise + refundPaise);
        expect(Math.min(feePaise, refundPaise, duesPaise)).toBeGreaterThanOrEqual(0);
        expect(Math.min(refundPaise, duesPaise)).toBe(0);
      }),
    );
  });

  it('is never cheaper later, under any policy that may be published (CX-8)', () => {
    fc.assert(
      fc.property(anyCase, anyPolicy, fc.integer({ min: 0, max: 200_000_000 }), ({ given }, body, waitMs) => {
        expect(policyFaults('cancellation', body)).toEqual([]);
        const now = { ...given, policy: { ...policy, body } };
        const later = { ...now, now: new Date(now.now.getTime() + waitMs) };
        expect(cancellationFee(later).feePaise).toBeGreaterThanOrEqual(cancellationFee(now).feePaise);
      }),
      { numRuns: 3_000 },
    );
  });

  it('stays within the greatest cap and share of its policy', () => {
    fc.assert(
      fc.property(anyCase, anyPolicy, ({ given }, body) => {
        const { feePaise } = cancellationFee({ ...given, policy: { ...policy, body } });
        const last = body.bands.at(-1)?.[given.assignment] ?? free;
        expect(feePaise).toBeLessThanOrEqual(last.capPaise);
        expect(feePaise * 10_000).toBeLessThanOrEqual(given.serviceValuePaise * last.percentBps + 5_000);
      }),
    );
  });

  it('holds its tier until the instant it names and not beyond', () => {
    fc.assert(
      fc.property(anyCase, anyPolicy, ({ given }, body) => {
        const now = { ...given, policy: { ...policy, body } };
        const { tier, nextTierAt } = cancellationFee(now);
        if (nextTierAt === null) {
          const muchLater = { ...now, now: new Date(now.now.getTime() + 1e9) };
          expect(cancellationFee(muchLater).tier).toBe(tier);
          return;
        }
        const before = new Date(nextTierAt.getTime() - 1);
        expect(before.getTime()).toBeGreaterThanOrEqual(now.now.getTime());
        expect(cancellationFee({ ...now, now: before }).tier).toBe(tier);
        expect(cancellationFee({ ...now, now: nextTierAt }).tier).not.toBe(tier);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is decided the same again from its stored receipt (PO-4)', () => {
    fc.assert(
      fc.property(anyCase, ({ given }) => {
        const [receipt] = cancellationFee(given).receipts;
        const stored: {
          inputs: Omit<CancellationCase, 'policy' | 'now' | 'startAt' | 'createdAt'> &
            Record<'now' | 'startAt' | 'createdAt', string>;
          output: unknown;
        } = JSON.parse(JSON.stringify(receipt));
        const { now, startAt: start, createdAt, ...rest } = stored.inputs;
        const again = cancellationFee({
          ...rest,
          policy,
          now: new Date(now),
          startAt: new Date(start),
          createdAt: new Date(createdAt),
        });
        expect(again.receipts[0]?.output).toEqual(stored.output);
      }),
    );
  });
});
