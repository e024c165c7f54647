/** Stars given, added up. */
export interface StarTotals {
  readonly ratingSum: number;
  readonly ratingCount: number;
}

/** How many ratings at the mean every provider is taken to begin with (DI-5). */
const priorRatings = 10;

/** All the stars together, each counted once. */
export function addStars(totals: Iterable<StarTotals>): StarTotals {
  let ratingSum = 0;
  let ratingCount = 0;
  for (const each of totals) {
    ratingSum += each.ratingSum;
    ratingCount += each.ratingCount;
  }
  return { ratingSum, ratingCount };
}

/**
 * The rating shown, 1 to 5 with one decimal: (10 m + sum) / (10 + n), m being the mean of the category (DI-5). So a
 * newcomer stands at the mean (DI-4), and few stars move little. Null where nobody of the category has been rated.
 * @param category the stars of all providers of the category
 */
export function ratingOf({ ratingSum, ratingCount }: StarTotals, category: StarTotals): number | null {
  if (category.ratingCount === 0) return null;
  const mean = category.ratingSum / category.ratingCount;
  const rating = (priorRatings * mean + ratingSum) / (priorRatings + ratingCount);
  return Math.round(rating * 10) / 10;
}
