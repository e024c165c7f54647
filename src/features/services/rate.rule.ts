import type { FieldFault } from '../../kernel/errors.js';
import { groupBy } from './group-by.js';

/** A price of one rate card: in a city or, where `pincode` is given, in that pincode alone; `[validFrom, validTo)`. */
export interface RateVersion {
  readonly city: string;
  readonly pincode: string | null;
  readonly pricePaise: number;
  readonly strikePricePaise: number | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

export interface Place {
  readonly pincode: string;
  readonly city: string;
}

/**
 * The price of a rate card at a place and an instant: the pincode's, else the city's, else null for not
 * serviceable, never another city's (PR-2).
 * @param versions those of one rate card
 */
export function rateAt<T extends RateVersion>(versions: readonly T[], place: Place, at: Date): T | null {
  const inForce = versions.filter(
    (each) =>
      each.validFrom <= at && (each.validTo === null || at < each.validTo) && each.city === place.city,
  );
  return (
    inForce.find((each) => each.pincode === place.pincode) ??
    inForce.find((each) => each.pincode === null) ??
    null
  );
}

interface KeyedVersion extends RateVersion {
  readonly rateCardId: string;
}

/** Versions of one key (rate card, city, pincode) whose validity overlaps that of an earlier one (PR-2). */
export function overlappingRates<T extends KeyedVersion>(versions: readonly T[]): T[] {
  const byKey = groupBy(versions, keyOf);
  return [...byKey.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
    return sorted.filter((each, at) => {
      const before = sorted[at - 1];
      return before !== undefined && (before.validTo === null || each.validFrom < before.validTo);
    });
  });
}

function keyOf({ rateCardId, city, pincode }: KeyedVersion): string {
  return `${rateCardId}/${city}/${pincode ?? ''}`;
}

/**
 * What is wrong with a price that is to be added: it would hold in the past, end before it begins, or be shown as
 * a reduction that is none.
 * @param now what begins earlier would decide anew what has been decided
 */
export function draftRateFaults(
  { pricePaise, strikePricePaise, validFrom, validTo }: Omit<RateVersion, 'city' | 'pincode'>,
  now: Date,
): FieldFault[] {
  return [
    ...(validFrom < now ? [{ pointer: '/validFrom', detail: 'must not be past' }] : []),
    ...(validTo !== null && validTo <= validFrom
      ? [{ pointer: '/validTo', detail: 'must be after validFrom' }]
      : []),
    ...(strikePricePaise !== null && strikePricePaise <= pricePaise
      ? [{ pointer: '/strikePricePaise', detail: 'must be more than the price' }]
      : []),
  ];
}

/** The price of the same key that began before a new one and would still hold when it begins; null when there is none. */
export function predecessorOf<T extends KeyedVersion>(draft: KeyedVersion, versions: readonly T[]): T | null {
  return (
    versions.find(
      (each) =>
        keyOf(each) === keyOf(draft) &&
        each.validFrom < draft.validFrom &&
        (each.validTo === null || draft.validFrom < each.validTo),
    ) ?? null
  );
}
