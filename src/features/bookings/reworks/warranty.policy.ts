import { addDays, atMinute, localDate } from '../../../kernel/calendar.js';
import type { PolicyVersion, Receipt, WarrantyBody } from '../../policies/index.js';

export interface ReworkCase {
  /** The version frozen with the booking whose work it was (PO-3). */
  readonly policy: PolicyVersion<WarrantyBody>;
  readonly now: Date;
  /** When the work was first done; the warranty counts from there, whatever was done again since. */
  readonly completedAt: Date;
  /** By item, as it was promised when it was booked; null where the service said nothing. */
  readonly items: readonly { readonly id: string; readonly warrantyDays: number | null }[];
  /** Reworks of that booking that were done or are to come. */
  readonly reworks: number;
  readonly zone: string;
}

export type ReworkOutcome = 'rework' | 'refund' | 'over';

export interface ReworkDecision {
  readonly outcome: ReworkOutcome;
  /** Those whose warranty still runs: what is done again. */
  readonly itemIds: readonly string[];
  /** When the last warranty ends or ended; null when there never was one. */
  readonly endsAt: Date | null;
  readonly receipt: Receipt;
}

/** The end of the last local day of a warranty: the day of the work does not count. */
export function warrantyEndsAt(completedAt: Date, days: number, zone: string): Date {
  return new Date(atMinute(addDays(localDate(completedAt, zone), days + 1), 0, zone));
}

/**
 * DI-6: inside the warranty days the work is done again for nothing; after as many reworks as the policy allows the
 * money goes back instead; with no warranty running, neither. A service of zero days has no warranty at all.
 */
export function rework({ policy, now, completedAt, items, reworks, zone }: ReworkCase): ReworkDecision {
  const ends = items.map(({ id, warrantyDays }) => {
    const days = warrantyDays ?? policy.body.defaultDays;
    return { id, endsAt: days === 0 ? null : warrantyEndsAt(completedAt, days, zone) };
  });
  const itemIds = ends.flatMap(({ id, endsAt }) => (endsAt !== null && now < endsAt ? id : []));
  const last = Math.max(...ends.map(({ endsAt }) => endsAt?.getTime() ?? -Infinity));
  const endsAt = Number.isFinite(last) ? new Date(last) : null;
  const outcome = outcomeOf(itemIds.length > 0, reworks, policy.body);
  const receipt: Receipt = {
    rule: 'DI-6',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs: {
      decides: 'rework',
      now: now.toISOString(),
      completedAt: completedAt.toISOString(),
      items: items.map(({ id, warrantyDays }) => ({ id, warrantyDays })),
      reworks,
      zone,
    },
    output: { outcome, itemIds, endsAt: endsAt?.toISOString() ?? null },
    sentence: sentences[outcome](policy.body.maxReworks),
  };
  return { outcome, itemIds, endsAt, receipt };
}

function outcomeOf(isCovered: boolean, reworks: number, { maxReworks }: WarrantyBody): ReworkOutcome {
  if (!isCovered) return 'over';
  return reworks < maxReworks ? 'rework' : 'refund';
}

const sentences: Readonly<Record<ReworkOutcome, (maxReworks: number) => string>> = {
  rework: () => 'The work is under warranty and is done again free of charge.',
  refund: (maxReworks) =>
    `The work was done again ${maxReworks} times already, so what was paid for it goes back.`,
  over: () => 'No warranty runs for this work.',
};
