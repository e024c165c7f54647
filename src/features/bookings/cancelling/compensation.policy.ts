import { assertPaise, formatInr, percentOf } from '../../../kernel/money.js';
import type { CompensationBody, PolicyVersion, Receipt } from '../../policies/index.js';

export interface CompensationCase {
  /** The version frozen with the booking (PO-3). */
  readonly policy: PolicyVersion<CompensationBody>;
  /** As the policy names it, e.g. `provider_no_show`. */
  readonly cause: string;
  /** From the frozen pricing policy; credits are shares of it, as the no-show fee of a customer is. */
  readonly visitChargePaise: number;
  /** What the customer would have paid in the provider's place; the credit is never less (CX-4). */
  readonly symmetricPaise: number;
}

/**
 * What a customer is credited for a promise that was broken: the policy's share of the visit charge for that cause,
 * and at least what they would have paid themselves (CX-4). A cause the policy does not name has only the latter.
 * @throws RangeError for amounts that are negative or no whole paise
 */
export function compensation({ policy, cause, visitChargePaise, symmetricPaise }: CompensationCase): {
  creditPaise: number;
  receipts: readonly Receipt[];
} {
  for (const amountPaise of [visitChargePaise, symmetricPaise]) {
    assertPaise(amountPaise);
    if (amountPaise < 0) throw new RangeError('Amounts of a compensation are zero or more.');
  }
  const share = policy.body.credits.find((each) => each.cause === cause);
  const promisedPaise = share ? Math.min(percentOf(visitChargePaise, share.percentBps), share.capPaise) : 0;
  const creditPaise = Math.max(promisedPaise, symmetricPaise);
  const receipt: Receipt = {
    rule: 'CX-4',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs: { decides: 'compensation', cause, visitChargePaise, symmetricPaise },
    output: { creditPaise },
    sentence: `The customer is credited ${formatInr(creditPaise)}, because ${causeWords[cause] ?? cause.replaceAll('_', ' ')}.`,
  };
  return { creditPaise, receipts: [receipt] };
}

const causeWords: Readonly<Record<string, string>> = {
  provider_no_show: 'the provider did not come',
};
