import type { Posting, PostingLine } from './ledger.service.js';

/** The parts of a booking's price that the journal knows, all in paise. */
export interface PostedPrice {
  serviceValuePaise: number;
  discountPaise: number;
  surgePaise: number;
  conveniencePaise: number;
  cgstPaise: number;
  sgstPaise: number;
  igstPaise: number;
  roundOffPaise: number;
  totalPaise: number;
}

export interface PostedBooking {
  id: string;
  customerId: string;
  providerId: string;
  price: PostedPrice;
  /** Hundredths of a percent of the service value that the company keeps (MO-5). */
  commissionBps: number;
}

/** The work is done: the customer owes the total, and it is owed on to provider, tax and company. */
export function completionPosting({
  id,
  customerId,
  providerId,
  price,
  commissionBps,
}: PostedBooking): Posting {
  const earned = price.serviceValuePaise - price.discountPaise + price.surgePaise;
  const commissionPaise = Math.round((earned * commissionBps) / 10_000);
  const lines: PostingLine[] = [
    { account: 'customer_receivable', subject: customerId, amountPaise: price.totalPaise },
    { account: 'provider_payable', subject: providerId, amountPaise: -(earned - commissionPaise) },
    { account: 'commission_income', amountPaise: -commissionPaise },
    { account: 'convenience_income', amountPaise: -price.conveniencePaise },
    { account: 'tax_payable', amountPaise: -(price.cgstPaise + price.sgstPaise + price.igstPaise) },
    { account: 'round_off', amountPaise: -price.roundOffPaise },
  ];
  return { reason: 'booking.completed', bookingId: id, lines };
}

/** The provider took cash for the finished work. */
export function cashPosting(
  bookingId: string,
  customerId: string,
  providerId: string,
  paise: number,
): Posting {
  return {
    reason: 'cash.collected',
    bookingId,
    lines: [
      { account: 'cash_with_provider', subject: providerId, amountPaise: paise },
      { account: 'customer_receivable', subject: customerId, amountPaise: -paise },
    ],
  };
}

/** The customer pays from the wallet. */
export function walletPaymentPosting(bookingId: string, customerId: string, paise: number): Posting {
  return {
    reason: 'wallet.paid',
    bookingId,
    lines: [
      { account: 'wallet_liability', subject: customerId, amountPaise: paise },
      { account: 'customer_receivable', subject: customerId, amountPaise: -paise },
    ],
  };
}

/** A cancellation: the fee is owed, and what was paid beyond it goes back to the wallet (MO-3, CX-9). */
export function cancellationPosting(
  bookingId: string,
  customerId: string,
  { feePaise, refundPaise }: { feePaise: number; refundPaise: number },
): Posting {
  return {
    reason: 'booking.cancelled',
    bookingId,
    lines: [
      { account: 'customer_receivable', subject: customerId, amountPaise: feePaise },
      { account: 'fee_income', amountPaise: -feePaise },
      { account: 'customer_receivable', subject: customerId, amountPaise: refundPaise },
      { account: 'wallet_liability', subject: customerId, amountPaise: -refundPaise },
    ],
  };
}
