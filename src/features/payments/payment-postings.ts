import type { AccountKind } from './ledger.entity.js';
import type { Posting, PostingLine } from './ledger.service.js';
import type { Instrument } from './instrument.js';

/** The account money of an instrument comes from or goes to, and whose it is. */
function purseOf(instrument: Instrument, customerId: string): { account: AccountKind; subject?: string } {
  if (instrument === 'wallet' || instrument === 'cash')
    return { account: 'wallet_liability', subject: customerId };
  if (instrument === 'promo') return { account: 'promo_liability', subject: customerId };
  return { account: 'gateway_clearing' };
}

export interface MoneyIn {
  bookingId: string;
  customerId: string;
  /** Not cash: that is in the provider's hands (`cashPosting`). */
  instrument: Exclude<Instrument, 'cash'>;
  /** For the booking itself. */
  pricePaise: number;
  /** Of earlier fees (CX-9). */
  duesPaise: number;
  /** Asked for as dues that were waived meanwhile: the customer's own again. */
  excessPaise: number;
}

/** Money has come in, or was taken from the wallet. */
export function receiptPosting({
  bookingId,
  customerId,
  instrument,
  pricePaise,
  duesPaise,
  excessPaise,
}: MoneyIn): Posting {
  const lines: PostingLine[] = [
    { ...purseOf(instrument, customerId), amountPaise: pricePaise + duesPaise + excessPaise },
    { account: 'customer_receivable', subject: customerId, amountPaise: -pricePaise },
    { account: 'customer_dues', subject: customerId, amountPaise: -duesPaise },
    { account: 'wallet_liability', subject: customerId, amountPaise: -excessPaise },
  ];
  return { reason: 'payment.captured', bookingId, lines };
}

/** Money came that nobody asked for in this sum: it is owed back from the start. */
export function mismatchPosting(bookingId: string, customerId: string, paise: number): Posting {
  return {
    reason: 'payment.mismatched',
    bookingId,
    lines: [
      { account: 'gateway_clearing', amountPaise: paise },
      { account: 'refund_payable', subject: customerId, amountPaise: -paise },
    ],
  };
}

/**
 * A refund is promised: the booking is closed by it, and the customer is owed the sum.
 * @param bearer what carries it: the booking's own price, or the company as a kindness
 */
export function refundPromisedPosting(
  bookingId: string,
  customerId: string,
  paise: number,
  bearer: 'customer_receivable' | 'compensation_expense' = 'customer_receivable',
): Posting {
  return {
    reason: 'refund.promised',
    bookingId,
    lines: [
      {
        account: bearer,
        ...(bearer === 'customer_receivable' && { subject: customerId }),
        amountPaise: paise,
      },
      { account: 'refund_payable', subject: customerId, amountPaise: -paise },
    ],
  };
}

/** A refund has arrived where it was sent. */
export function refundDonePosting(
  bookingId: string,
  customerId: string,
  instrument: Instrument,
  paise: number,
): Posting {
  return {
    reason: 'refund.done',
    bookingId,
    lines: [
      { account: 'refund_payable', subject: customerId, amountPaise: paise },
      { ...purseOf(instrument, customerId), amountPaise: -paise },
    ],
  };
}

/** A fee is owed; what no payment covers of it becomes the customer's dues, so the booking itself is closed (CX-9). */
export function feePosting(
  bookingId: string,
  customerId: string,
  { feePaise, duesPaise }: { feePaise: number; duesPaise: number },
  reason = 'fee.charged',
): Posting {
  return {
    reason,
    bookingId,
    lines: [
      { account: 'customer_receivable', subject: customerId, amountPaise: feePaise - duesPaise },
      { account: 'customer_dues', subject: customerId, amountPaise: duesPaise },
      { account: 'fee_income', amountPaise: -feePaise },
    ],
  };
}

/** Credit of the company's, good for bookings only. */
export function promoPosting(customerId: string, paise: number): Posting {
  return {
    reason: 'promo.granted',
    bookingId: null,
    lines: [
      { account: 'compensation_expense', amountPaise: paise },
      { account: 'promo_liability', subject: customerId, amountPaise: -paise },
    ],
  };
}

/** Earnings are paid out, set off against the cash the provider holds (MO-5). */
export function payoutPosting(
  providerId: string,
  { paidPaise, setOffPaise }: { paidPaise: number; setOffPaise: number },
): Posting {
  return {
    reason: 'payout.made',
    bookingId: null,
    lines: [
      { account: 'provider_payable', subject: providerId, amountPaise: paidPaise + setOffPaise },
      { account: 'cash_with_provider', subject: providerId, amountPaise: -setOffPaise },
      { account: 'gateway_clearing', amountPaise: -paidPaise },
    ],
  };
}
