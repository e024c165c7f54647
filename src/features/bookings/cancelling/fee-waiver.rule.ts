import { formatInr } from '../../../kernel/money.js';
import type { CancellationBody, PolicyVersion, Receipt } from '../../policies/index.js';

export interface FeeWaiverCase {
  /** The version frozen with the booking. */
  readonly policy: PolicyVersion<CancellationBody>;
  /** The fees charged for the booking so far; 0 when none. */
  readonly feePaise: number;
  /** What the customer still owes for it. */
  readonly receivablePaise: number;
  /** Why staff waive it. */
  readonly reason: string;
}

/** What of the fees charged is struck as still owed, and what goes back as paid already (CX-5, CX-9). */
export function feeWaiver({ policy, feePaise, receivablePaise, reason }: FeeWaiverCase): {
  owedPaise: number;
  refundPaise: number;
  receipts: readonly Receipt[];
} {
  const owedPaise = Math.min(feePaise, Math.max(0, receivablePaise));
  const refundPaise = feePaise - owedPaise;
  const receipt: Receipt = {
    rule: 'CX-5',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs: { decides: 'fee_waiver', feePaise, receivablePaise, reason },
    output: { owedPaise, refundPaise },
    sentence:
      feePaise === 0
        ? 'Our staff waive the fee of cancelling this booking.'
        : `Our staff waive the fee of ${formatInr(feePaise)}.`,
  };
  return { owedPaise, refundPaise, receipts: [receipt] };
}
