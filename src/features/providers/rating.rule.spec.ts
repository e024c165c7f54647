import fc from 'fast-check';
import { addStars, ratingOf } from './rating.rule.js';

const totals = fc
  .array(fc.integer({ min: 1, max: 5 }), { maxLength: 400 })
  .map((stars) => ({ ratingSum: stars.reduce((sum, each) => sum + each, 0), ratingCount: stars.length }));

describe('the rating shown (DI-5)', () => {
  it('is (10 m + sum) / (10 + n) to one decimal', () => {
    const category = { ratingSum: 400, ratingCount: 100 };
    expect(ratingOf({ ratingSum: 50, ratingCount: 10 }, category)).toBe(4.5);
    expect(ratingOf({ ratingSum: 1, ratingCount: 1 }, category)).toBe(3.7);
  });

  it('puts a newcomer at the mean of the category', () => {
    expect(ratingOf({ ratingSum: 0, ratingCount: 0 }, { ratingSum: 43, ratingCount: 10 })).toBe(4.3);
  });

  it('is unknown where nobody has been rated', () => {
    expect(ratingOf({ ratingSum: 0, ratingCount: 0 }, { ratingSum: 0, ratingCount: 0 })).toBeNull();
  });

  it('lies between the mean and the provider’s own average, within 1 and 5', () => {
    fc.assert(
      fc.property(totals, totals, (own, others) => {
        const category = addStars([own, others]);
        fc.pre(category.ratingCount > 0);
        const mean = category.ratingSum / category.ratingCount;
        const average = own.ratingCount > 0 ? own.ratingSum / own.ratingCount : mean;
        const rating = ratingOf(own, category) ?? NaN;
        expect(rating).toBeGreaterThanOrEqual(Math.min(mean, average) - 0.05);
        expect(rating).toBeLessThanOrEqual(Math.max(mean, average) + 0.05);
        expect(rating).toBeGreaterThanOrEqual(1);
        expect(rating).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('never falls with another five stars nor rises with another one star', () => {
    fc.assert(
      fc.property(totals, (own) => {
        const category = { ratingSum: 300, ratingCount: 80 };
        const before = ratingOf(own, category) ?? NaN;
        const with5 = { ratingSum: own.ratingSum + 5, ratingCount: own.ratingCount + 1 };
        const with1 = { ratingSum: own.ratingSum + 1, ratingCount: own.ratingCount + 1 };
        expect(ratingOf(with5, category)).toBeGreaterThanOrEqual(before);
        expect(ratingOf(with1, category)).toBeLessThanOrEqual(before);
      }),
    );
  });
});
