import { assertPaise, formatInr, percentOf } from '../../../kernel/money.js';
import type { PenaltyBody, PolicyVersion, Receipt } from '../../policies/index.js';

/** How a provider left a booking they had taken. */
export type ProviderFault = 'cancelled' | 'declined' | 'no_show';

export interface PenaltyCase {
  /** The version frozen with the booking (PO-3). */
  readonly policy: PolicyVersion<PenaltyBody>;
  readonly now: Date;
  readonly startAt: Date;
  readonly fault: ProviderFault;
  /** What the work would have earned the provider, commission taken off; a penalty is a share of this alone. */
  readonly earningPaise: number;
  /** How often they have left a booking in the policy's window before this one. */
  readonly earlierFaults: number;
}

export interface PenaltyOutcome {
  readonly penaltyPaise: number;
  /** Staff should look at this provider. */
  readonly needsReview: boolean;
  readonly receipts: readonly Receipt[];
}

const hourMs = 3_600_000;

/**
 * What a provider forfeits of the booking's earning (CX-7). A band holds from exactly its hours of notice upward; a
 * visit missed or left after its start has the last band's. Whoever leaves for the `reviewAtCancellations`th time or
 * oftener within `reviewWindowDays` goes to review.
 * @throws RangeError for an earning that is negative or no whole paise
 */
export function providerPenalty(given: PenaltyCase): PenaltyOutcome {
  const { policy, now, startAt, fault, earningPaise, earlierFaults } = given;
  assertPaise(earningPaise, 'earning');
  if (earningPaise < 0) throw new RangeError('An earning is zero or more.');
  const { bands, reviewAtCancellations } = policy.body;
  const noticeMs = startAt.getTime() - now.getTime();
  const band = bands.find(({ atLeastHours }) => noticeMs >= atLeastHours * hourMs) ?? bands.at(-1);
  const percentBps = band?.percentBps ?? 0;
  const penaltyPaise = percentOf(earningPaise, percentBps);
  const needsReview = earlierFaults + 1 >= reviewAtCancellations;
  const hours = Math.max(0, Math.floor(noticeMs / hourMs));
  const inputs = {
    decides: 'penalty',
    now: now.toISOString(),
    startAt: startAt.toISOString(),
    fault,
    earningPaise,
    earlierFaults,
  };
  const receipt: Receipt = {
    rule: 'CX-7',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs,
    output: { penaltyPaise, needsReview },
    sentence: `With ${hours} hours of notice the provider forfeits ${percentBps / 100} % of the earning of ${formatInr(earningPaise)}: ${formatInr(penaltyPaise)}.`,
  };
  return { penaltyPaise, needsReview, receipts: [receipt] };
}
