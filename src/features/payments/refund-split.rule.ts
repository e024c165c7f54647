import { assertPaise } from '../../kernel/money.js';
import { instruments } from './instrument.js';
import type { Instrument } from './instrument.js';

/** A payment as far as refunds go. */
export interface RefundablePayment {
  readonly id: string;
  readonly instrument: Instrument;
  /** Captured for the subject, dues not counted, less what is promised back already. */
  readonly refundablePaise: number;
}

export interface RefundPart {
  readonly paymentId: string;
  /** Where it goes: cash cannot be sent, so it goes to the wallet. */
  readonly instrument: Instrument;
  readonly amountPaise: number;
}

/**
 * MO-3: promo to promo, wallet to wallet, then to the original instrument; among equals the later payment first given
 * stays later. The parts add up to the amount, or to all there is when the amount is more.
 * @throws RangeError for a negative amount or a fraction of a paisa
 */
export function splitRefund(payments: readonly RefundablePayment[], amountPaise: number): RefundPart[] {
  assertPaise(amountPaise);
  if (amountPaise < 0) throw new RangeError('A refund is zero or more.');
  const inOrder = payments.toSorted((a, b) => rank(a) - rank(b));
  const parts: RefundPart[] = [];
  let leftPaise = amountPaise;
  for (const { id, instrument, refundablePaise } of inOrder) {
    const part = Math.min(leftPaise, Math.max(0, refundablePaise));
    if (part === 0) continue;
    parts.push({
      paymentId: id,
      instrument: instrument === 'cash' ? 'wallet' : instrument,
      amountPaise: part,
    });
    leftPaise -= part;
  }
  return parts;
}

function rank({ instrument }: RefundablePayment): number {
  return instruments.indexOf(instrument);
}

/** Above this a second staff member approves (MO-3), in paise. */
export const refundApprovalAbovePaise = 10_000_00;

/** MO-3: exactly Rs 10,000 needs nobody. */
export function needsApproval(amountPaise: number): boolean {
  return amountPaise > refundApprovalAbovePaise;
}
