/** Basis points in the whole: 10 000 bps = 100 %. */
export const wholeBps = 10_000;

/** Throws unless the amount is a safe integer of paise: a fraction of a paisa is a bug, never a rounding. */
export function assertPaise(amountPaise: number, what = 'amount'): void {
  if (!Number.isSafeInteger(amountPaise)) {
    throw new RangeError(`The ${what} must be a whole number of paise, not ${amountPaise}.`);
  }
}

/**
 * A share of an amount, rounded half up to the paisa (PR-4). Negative amounts mirror positive ones (half away
 * from zero), so that a credit note takes back exactly what the invoice asked.
 * @param bps basis points, a whole number of at least 0
 * @throws RangeError when either figure is not a safe integer, or the result would not be one
 */
export function percentOf(amountPaise: number, bps: number): number {
  assertPaise(amountPaise);
  if (!Number.isSafeInteger(bps) || bps < 0)
    throw new RangeError(`Basis points must be whole and >= 0, not ${bps}.`);
  // The product may pass 2^53 although both factors and the result do not.
  const product = BigInt(Math.abs(amountPaise)) * BigInt(bps);
  const share = Number((product + BigInt(wholeBps / 2)) / BigInt(wholeBps));
  assertPaise(share, 'share');
  return amountPaise < 0 && share !== 0 ? -share : share;
}

/** @throws RangeError when an amount, or the total, is not a safe integer */
export function sumPaise(amounts: Iterable<number>): number {
  let totalPaise = 0;
  for (const amountPaise of amounts) {
    assertPaise(amountPaise);
    totalPaise += amountPaise;
    assertPaise(totalPaise, 'sum');
  }
  return totalPaise;
}

/** An amount rounded to the rupee, and what was added to get there: `amount + roundOffPaise = roundedPaise`. */
export interface RoundedAmount {
  readonly roundedPaise: number;
  /** Between -49 and 50 for amounts of zero and more. */
  readonly roundOffPaise: number;
}

/** Rounds half up to the whole rupee with the round-off named (PR-4; section 170 CGST Act 2017). */
export function roundToRupee(amountPaise: number): RoundedAmount {
  assertPaise(amountPaise);
  const over = Math.abs(amountPaise % 100);
  const away = over === 0 ? 0 : over >= 50 ? 100 - over : -over;
  const roundOffPaise = amountPaise < 0 && away !== 0 ? -away : away;
  const roundedPaise = amountPaise + roundOffPaise;
  assertPaise(roundedPaise, 'rounded amount');
  return { roundedPaise, roundOffPaise };
}

/**
 * Splits an amount in proportion to weights so that the parts add up exactly: each part is rounded down, and
 * the paise left go one each to the largest remainders, the earlier part first. All weights zero: all to the first.
 * @throws RangeError for negative or fractional figures, or no weights
 */
export function apportion(totalPaise: number, weights: readonly number[]): number[] {
  assertPaise(totalPaise);
  weights.forEach((weight) => assertPaise(weight, 'weight'));
  if (totalPaise < 0 || weights.some((weight) => weight < 0))
    throw new RangeError('Only amounts >= 0 are split.');
  if (weights.length === 0) throw new RangeError('There is nothing to split the amount over.');
  const whole = BigInt(sumPaise(weights));
  if (whole === 0n) return weights.map((_, at) => (at === 0 ? totalPaise : 0));

  const shares = weights.map((weight, at) => {
    const product = BigInt(totalPaise) * BigInt(weight);
    return { at, paise: Number(product / whole), remainder: product % whole };
  });
  let left = totalPaise - sumPaise(shares.map((share) => share.paise));
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0) break;
    share.paise += 1;
    left -= 1;
  }
  return shares.map((share) => share.paise);
}

/** Rupees in the Indian grouping, the paise only when there are some: `₹1,23,456.50`, `-₹99`. */
export function formatInr(amountPaise: number): string {
  assertPaise(amountPaise);
  const size = Math.abs(amountPaise);
  const paise = size % 100;
  const rupees = String((size - paise) / 100);
  const grouped = `${rupees.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ',')}${rupees.length > 3 ? ',' : ''}${rupees.slice(-3)}`;
  return `${amountPaise < 0 ? '-' : ''}₹${grouped}${paise === 0 ? '' : `.${String(paise).padStart(2, '0')}`}`;
}
