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

/** How the price of the work parts between its provider and the company (MO-5). */
export function earningOf(
  { serviceValuePaise, discountPaise, surgePaise }: PostedPrice,
  commissionBps: number,
): { earningPaise: number; commissionPaise: number } {
  const workPaise = serviceValuePaise - discountPaise + surgePaise;
  const commissionPaise = Math.round((workPaise * commissionBps) / 10_000);
  return { earningPaise: workPaise - commissionPaise, commissionPaise };
}

/** The work is done: the customer owes the total, and it is owed on to provider, tax and company. */
export function completionPosting({
  id,
  customerId,
  providerId,
  price,
  commissionBps,
}: PostedBooking): Posting {
  const { earningPaise, commissionPaise } = earningOf(price, commissionBps);
  const lines: PostingLine[] = [
    { account: 'customer_receivable', subject: customerId, amountPaise: price.totalPaise },
    { account: 'provider_payable', subject: providerId, amountPaise: -earningPaise },
    { account: 'commission_income', amountPaise: -commissionPaise },
    { account: 'convenience_income', amountPaise: -price.conveniencePaise },
    { account: 'tax_payable', amountPaise: -(price.cgstPaise + price.sgstPaise + price.igstPaise) },
    { account: 'round_off', amountPaise: -price.roundOffPaise },
  ];
  return { reason: 'booking.completed', bookingId: id, lines };
}

/** The provider took cash for the finished work, and earlier dues with it; what of them was waived is the customer's. */
export function cashPosting(
  bookingId: string,
  customerId: string,
  providerId: string,
  { pricePaise, duesPaise = 0, excessPaise = 0 }: CashTaken,
): Posting {
  return {
    reason: 'cash.collected',
    bookingId,
    lines: [
      {
        account: 'cash_with_provider',
        subject: providerId,
        amountPaise: pricePaise + duesPaise + excessPaise,
      },
      { account: 'customer_receivable', subject: customerId, amountPaise: -pricePaise },
      { account: 'customer_dues', subject: customerId, amountPaise: -duesPaise },
      { account: 'wallet_liability', subject: customerId, amountPaise: -excessPaise },
    ],
  };
}

export interface CashTaken {
  pricePaise: number;
  duesPaise?: number;
  excessPaise?: number;
}

/** A customer is credited for what provider or platform broke, into the wallet (CX-4). */
export function compensationPosting(bookingId: string, customerId: string, creditPaise: number): Posting {
  return {
    reason: 'booking.compensated',
    bookingId,
    lines: [
      { account: 'compensation_expense', amountPaise: creditPaise },
      { account: 'wallet_liability', subject: customerId, amountPaise: -creditPaise },
    ],
  };
}

/** A provider forfeits a part of what is owed to them (CX-7). */
export function penaltyPosting(bookingId: string, providerId: string, penaltyPaise: number): Posting {
  return {
    reason: 'provider.penalised',
    bookingId,
    lines: [
      { account: 'provider_payable', subject: providerId, amountPaise: penaltyPaise },
      { account: 'penalty_income', amountPaise: -penaltyPaise },
    ],
  };
}

/** Staff take back a fee that was charged: what of it is still owed is struck, what was paid goes to the wallet. */
export function feeWaiverPosting(
  bookingId: string,
  customerId: string,
  { feePaise, owedPaise }: { feePaise: number; owedPaise: number },
): Posting {
  return {
    reason: 'booking.fee_waived',
    bookingId,
    lines: [
      { account: 'fee_income', amountPaise: feePaise },
      { account: 'customer_dues', subject: customerId, amountPaise: -owedPaise },
      { account: 'wallet_liability', subject: customerId, amountPaise: -(feePaise - owedPaise) },
    ],
  };
}

/** Moving a booking cost something; the fee is collected with the customer's next payment (CX-9). */
export function rescheduleFeePosting(bookingId: string, customerId: string, feePaise: number): Posting {
  return {
    reason: 'booking.move_charged',
    bookingId,
    lines: [
      { account: 'customer_dues', subject: customerId, amountPaise: feePaise },
      { account: 'fee_income', amountPaise: -feePaise },
    ],
  };
}
