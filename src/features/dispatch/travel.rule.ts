/** Degrees north and east. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** A job somebody has, in epoch milliseconds. */
export interface PlacedEngagement {
  readonly endAt: number;
  readonly pincode: string;
}

const earthKm = 6_371;

/** The way between two points as the crow flies, in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const lat = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const lng = Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  const share = lat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * lng;
  return 2 * earthKm * Math.asin(Math.sqrt(Math.min(1, share)));
}

/**
 * The pincode of the last job somebody has that day before an instant, from where they set out; null when the day
 * begins with it.
 * @param dayStartAt epoch milliseconds, as `startAt`
 */
export function comesFrom(
  engagements: readonly PlacedEngagement[],
  dayStartAt: number,
  startAt: number,
): string | null {
  const before = engagements.filter(({ endAt }) => endAt > dayStartAt && endAt <= startAt);
  return before.toSorted((a, b) => b.endAt - a.endAt)[0]?.pincode ?? null;
}
