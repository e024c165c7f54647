import fc from 'fast-check';
import { apportion, formatInr, percentOf, roundToRupee, sumPaise } from './money.js';

const paise = fc.integer({ min: 0, max: 100_000_000_00 });

describe('percentOf', () => {
  it('rounds half a paisa up', () => {
    expect(percentOf(50, 100)).toBe(1);
    expect(percentOf(49, 100)).toBe(0);
    expect(percentOf(99_900, 900)).toBe(8_991);
    expect(percentOf(10_005, 5_000)).toBe(5_003);
  });

  it('stays exact where the product passes 2^53', () => {
    expect(percentOf(9_007_199_254_740_991, 10_000)).toBe(9_007_199_254_740_991);
    expect(percentOf(9_007_199_254_740_991, 5_000)).toBe(4_503_599_627_370_496);
  });

  it('is within half a paisa of the true share', () => {
    fc.assert(
      fc.property(paise, fc.integer({ min: 0, max: 20_000 }), (amount, bps) => {
        const twiceTheError = 2n * (BigInt(percentOf(amount, bps)) * 10_000n - BigInt(amount) * BigInt(bps));
        expect(twiceTheError > -10_000n && twiceTheError <= 10_000n).toBe(true);
      }),
    );
  });

  it('takes back from a negative amount exactly what it asked of the positive', () => {
    fc.assert(
      fc.property(paise, fc.integer({ min: 0, max: 20_000 }), (amount, bps) => {
        expect(percentOf(-amount, bps) + percentOf(amount, bps)).toBe(0);
      }),
    );
    expect(Object.is(percentOf(-1, 1), 0)).toBe(true);
  });

  it('refuses fractions, negative rates and numbers too large to be exact', () => {
    expect(() => percentOf(0.5, 100)).toThrow(RangeError);
    expect(() => percentOf(100, 0.5)).toThrow(RangeError);
    expect(() => percentOf(100, -1)).toThrow(RangeError);
    expect(() => percentOf(Number.NaN, 1)).toThrow(RangeError);
    expect(() => percentOf(Number.MAX_SAFE_INTEGER, 20_000)).toThrow(RangeError);
  });
});

describe('sumPaise', () => {
  it('adds, and refuses what is not whole or not exact', () => {
    expect(sumPaise([])).toBe(0);
    expect(sumPaise([1, 2, -3, 10])).toBe(10);
    expect(() => sumPaise([1, 0.1])).toThrow(RangeError);
    expect(() => sumPaise([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});

describe('roundToRupee', () => {
  it.each([
    [0, 0, 0],
    [149, 100, -49],
    [150, 200, 50],
    [199, 200, 1],
    [200, 200, 0],
    [-150, -200, -50],
    [-149, -100, 49],
  ])('rounds %i paise to %i by %i', (amount, roundedPaise, roundOffPaise) => {
    expect(roundToRupee(amount)).toEqual({ roundedPaise, roundOffPaise });
  });

  it('names the difference and never moves more than half a rupee', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (amount) => {
        const { roundedPaise, roundOffPaise } = roundToRupee(amount);
        expect(amount + roundOffPaise).toBe(roundedPaise);
        expect(Math.abs(roundedPaise % 100)).toBe(0);
        expect(Math.abs(roundOffPaise)).toBeLessThanOrEqual(50);
      }),
    );
  });
});

describe('apportion', () => {
  it('gives the odd paise to the largest remainders', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(apportion(5, [10, 90])).toEqual([1, 4]);
    expect(apportion(7, [0, 0])).toEqual([7, 0]);
  });

  it('adds up exactly and keeps each part within a paisa of its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(paise, weights, (total, parts) => {
        const shares = apportion(total, parts);
        const whole = sumPaise(parts);
        expect(sumPaise(shares)).toBe(total);
        if (whole === 0) return;
        shares.forEach((share, at) => {
          const error = BigInt(share) * BigInt(whole) - BigInt(total) * BigInt(parts[at] ?? 0);
          expect(error > -BigInt(whole) && error < BigInt(whole)).toBe(true);
        });
      }),
    );
  });

  it('refuses to split a negative amount or over nothing', () => {
    expect(() => apportion(-1, [1])).toThrow(RangeError);
    expect(() => apportion(1, [-1, 2])).toThrow(RangeError);
    expect(() => apportion(1, [])).toThrow(RangeError);
  });
});

describe('formatInr', () => {
  it.each([
    [0, '₹0'],
    [5, '₹0.05'],
    [49_900, '₹499'],
    [99_950, '₹999.50'],
    [1_00_000, '₹1,000'],
    [1_23_456_50, '₹1,23,456.50'],
    [12_34_567_00, '₹12,34,567'],
    [1_23_45_678_00, '₹1,23,45,678'],
    [-49_900, '-₹499'],
  ])('writes %i paise as %s', (amount, text) => {
    expect(formatInr(amount)).toBe(text);
  });

  it('writes a figure that reads back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 }), (amount) => {
        expect(Math.round(Number(formatInr(amount).replace(/[₹,]/g, '')) * 100)).toBe(
          amount === 0 ? 0 : amount,
        );
      }),
    );
  });

  it('refuses a fraction of a paisa', () => {
    expect(() => formatInr(1.5)).toThrow(RangeError);
  });
});
