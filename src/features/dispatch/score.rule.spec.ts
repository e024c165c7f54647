import fc from 'fast-check';
import { reevaluate, offerReceipt } from './offer-receipt.js';
import type { DispatchBody } from '../policies/index.js';
import { farKm, longWaitDays, meansOf, scoreOf, scoreParts } from './score.rule.js';
import type { CandidateFacts, ScorePart } from './score.rule.js';

/** The policy of DOMAIN.md: DI-1's weights, prior strength 20. */
const body: DispatchBody = {
  waves: [{ providers: null, seconds: 300 }],
  weights: { rating: 25, acceptance: 25, travel: 20, fairness: 15, onTime: 10, preference: 5 },
  acceptancePriorStrength: 20,
  unplacedNoticeMinutes: 120,
  fairnessGapJobs: 5,
};

const ordinary: CandidateFacts = {
  id: 'ordinary',
  rating: 4,
  acceptedCount: 30,
  refusedCount: 10,
  travelKm: 5,
  daysSinceOffer: 2,
  weekJobs: 4,
  visitCount: 20,
  onTimeCount: 18,
  visitsToCustomer: 0,
};

const counts = fc.tuple(fc.nat(200), fc.nat(200));
const candidate: fc.Arbitrary<CandidateFacts> = fc
  .record({
    rating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
    answers: counts,
    visits: counts,
    travelKm: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
    daysSinceOffer: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
    weekJobs: fc.double({ min: 0, max: 56, noNaN: true }),
    visitsToCustomer: fc.nat(3),
  })
  .map(({ answers: [acceptedCount, refusedCount], visits: [a, b], ...facts }) => {
    return { id: 'x', acceptedCount, refusedCount, visitCount: a + b, onTimeCount: a, ...facts };
  });
const pool = fc.array(candidate, { minLength: 1, maxLength: 12 });

const scoreIn = (others: readonly CandidateFacts[], own: CandidateFacts) =>
  scoreOf(own, meansOf([...others, own]), body);

describe('DI-1: the score', () => {
  it('gives full marks to who has everything, and none to who has nothing', () => {
    const best = {
      ...ordinary,
      ...{ rating: 5, acceptedCount: 1e9, refusedCount: 0, travelKm: 0, daysSinceOffer: longWaitDays },
      ...{ weekJobs: 0, visitCount: 1e9, onTimeCount: 1e9, visitsToCustomer: 1 },
    };
    const worst = {
      ...ordinary,
      ...{ rating: 1, acceptedCount: 0, refusedCount: 1e9, travelKm: farKm, daysSinceOffer: 0 },
      ...{ weekJobs: 8, visitCount: 1e9, onTimeCount: 0 },
    };
    const means = { ...meansOf([ordinary]), weekJobs: 4 };
    expect(scoreOf(best, means, body).parts).toEqual(body.weights);
    expect(scoreOf(best, means, body).total).toBe(100);
    expect(scoreOf(worst, means, body).total).toBe(0);
  });

  it('of somebody ordinary is what DI-1 says, reckoned by hand', () => {
    // Rating 3/4 of 25; 30 of 40 accepted, which is the pool's mean too; 5 of 20 km; half of (2/7 and 1/2); 18 of 20.
    const { parts, total } = scoreOf(ordinary, meansOf([ordinary]), body);
    expect(parts).toEqual({
      rating: 18.75,
      acceptance: 18.75,
      travel: 15,
      fairness: 5.8929,
      onTime: 9,
      preference: 0,
    });
    expect(total).toBe(67.3929);
  });

  it('explains itself: its parts add up to it, each between nothing and its weight', () => {
    fc.assert(
      fc.property(pool, candidate, (others, own) => {
        const { parts, total } = scoreIn(others, own);
        const sum = scoreParts.reduce((all, part) => all + parts[part], 0);
        expect(total).toBe(Math.round(sum * 10_000) / 10_000);
        for (const part of scoreParts) {
          expect(parts[part]).toBeGreaterThanOrEqual(0);
          expect(parts[part]).toBeLessThanOrEqual(body.weights[part]);
        }
        expect(total).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('comes out the same again from its stored receipt (PO-4)', () => {
    fc.assert(
      fc.property(pool, candidate, (others, facts) => {
        const means = meansOf([...others, facts]);
        const score = scoreOf(facts, means, body);
        const receipt = offerReceipt({ facts, means, score }, { id: 'p', version: 1 }, { place: 1, of: 3 });
        const stored = JSON.parse(JSON.stringify(receipt)) as typeof receipt;
        expect(reevaluate(stored, body)).toEqual(score);
        expect(stored.output).toEqual({ total: score.total, parts: score.parts });
      }),
    );
  });

  const better: [ScorePart, string, (each: CandidateFacts, by: number) => CandidateFacts][] = [
    ['rating', 'a higher rating', (each, by) => ({ ...each, rating: Math.min(5, (each.rating ?? 3) + by) })],
    ['acceptance', 'one more job accepted', (each) => ({ ...each, acceptedCount: each.acceptedCount + 1 })],
    [
      'acceptance',
      'one refusal fewer',
      (each) => ({ ...each, refusedCount: Math.max(0, each.refusedCount - 1) }),
    ],
    [
      'travel',
      'a shorter way',
      (each, by) => ({ ...each, travelKm: Math.max(0, (each.travelKm ?? 9) - by) }),
    ],
    [
      'fairness',
      'a longer wait',
      (each, by) => ({ ...each, daysSinceOffer: (each.daysSinceOffer ?? 1) + by }),
    ],
    [
      'fairness',
      'less work that week',
      (each, by) => ({ ...each, weekJobs: Math.max(0, each.weekJobs - by) }),
    ],
    [
      'onTime',
      'an arrival on time',
      (each) => ({
        ...each,
        visitCount: each.visitCount + 1,
        onTimeCount: each.onTimeCount + 1,
      }),
    ],
    ['preference', 'a visit to this customer before', (each) => ({ ...each, visitsToCustomer: 1 })],
  ];

  it.each(better)('of %s is never lower for %s', (part, _words, improve) => {
    const known = (each: CandidateFacts) => ({
      ...each,
      rating: each.rating ?? 3,
      travelKm: each.travelKm ?? 9,
      daysSinceOffer: each.daysSinceOffer ?? 1,
    });
    fc.assert(
      fc.property(pool, candidate, fc.double({ min: 0, max: 4, noNaN: true }), (others, each, by) => {
        const own = known(each);
        const before = scoreIn(others, own);
        const after = scoreIn(others, improve(own, by));
        expect(after.parts[part]).toBeGreaterThanOrEqual(before.parts[part]);
        expect(after.total).toBeGreaterThanOrEqual(before.total - 1e-9);
      }),
    );
  });

  it('rises for what is better by a good deal, other things equal', () => {
    const base = scoreIn([ordinary], ordinary).total;
    for (const [, , improve] of better)
      expect(scoreIn([ordinary], improve(ordinary, 1)).total).toBeGreaterThan(base);
  });

  it('puts a newcomer, of whom nothing is known, at the mean of the pool (DI-4)', () => {
    const others = [ordinary, { ...ordinary, rating: 5, acceptedCount: 40, refusedCount: 0, travelKm: 7 }];
    const unknown = {
      ...{ id: 'new', rating: null, acceptedCount: 0, refusedCount: 0, travelKm: null, daysSinceOffer: null },
      ...{ weekJobs: 4, visitCount: 0, onTimeCount: 0, visitsToCustomer: 0 },
    };
    const parts = (each: CandidateFacts) => scoreOf(each, meansOf([...others, unknown]), body).parts;
    const newcomer = parts(unknown);
    for (const part of ['rating', 'travel', 'fairness'] as const) {
      const [a = 0, b = 0] = others.map((each) => parts(each)[part]);
      expect(newcomer[part]).toBeCloseTo((a + b) / 2, 3);
    }
    expect(newcomer.acceptance).toBeCloseTo((70 / 80) * 25, 3);
    expect(newcomer.onTime).toBeCloseTo((36 / 40) * 10, 3);
  });

  it('moves little by few answers: three refusals of a newcomer weigh as three among twenty-three', () => {
    const settled = { ...ordinary, acceptedCount: 1_000_000, refusedCount: 0 };
    const means = meansOf([settled]);
    const refuser = { ...ordinary, acceptedCount: 0, refusedCount: 3 };
    expect(scoreOf(refuser, means, body).parts.acceptance).toBeCloseTo((20 / 23) * 25, 3);
  });
});
