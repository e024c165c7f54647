import { isGatewayInstrument } from '../../payments/index.js';
import type {
  AccountKind,
  InvoiceEntity,
  PaymentEntity,
  ReconciliationFault,
  RefundEntity,
} from '../../payments/index.js';
import type { BookingEntity } from '../booking.entity.js';
import { isOver } from '../booking.state.js';

type Paid = Pick<PaymentEntity, 'id' | 'instrument' | 'capturedPaise' | 'duesPaise' | 'refundedPaise'>;
type Refunded = Pick<RefundEntity, 'paymentId' | 'instrument' | 'amountPaise' | 'state' | 'origin'>;

/** A booking with everything that has to add up, all in paise. */
export interface BookingBooks {
  readonly booking: Pick<
    BookingEntity,
    'id' | 'orderNumber' | 'state' | 'price' | 'totalPaise' | 'serviceValuePaise'
  >;
  /** Sum of its item lines. */
  readonly itemsPaise: number;
  /** What it has moved on the accounts of a kind, debit positive. */
  readonly movedPaise: (kind: AccountKind) => number;
  readonly payments: readonly Paid[];
  readonly refunds: readonly Refunded[];
  readonly invoices: readonly Pick<InvoiceEntity, 'kind' | 'taxPaise' | 'totalPaise'>[];
}

type Check = readonly [fault: string, expectedPaise: number, foundPaise: number];

/**
 * MO-6: whether items, tax and charges are the total, and the total, what was paid and what went back are the journal.
 * None when everything adds up.
 */
export function reconcile(books: BookingBooks): ReconciliationFault[] {
  const { id: bookingId, orderNumber } = books.booking;
  return [...priceChecks(books), ...journalChecks(books), ...paymentChecks(books)]
    .filter(([, expectedPaise, foundPaise]) => expectedPaise !== foundPaise)
    .map(([fault, expectedPaise, foundPaise]) => ({
      ...{ bookingId, orderNumber, fault },
      ...{ expectedPaise, foundPaise },
    }));
}

function priceChecks({
  booking: { price, totalPaise, serviceValuePaise },
  itemsPaise,
}: BookingBooks): Check[] {
  const { discountPaise, surgePaise, conveniencePaise, taxablePaise, roundOffPaise } = price;
  return [
    ['The item lines are not the service value.', serviceValuePaise, itemsPaise],
    ['The service value is not that of the price.', price.serviceValuePaise, serviceValuePaise],
    [
      'The taxable value is not its parts.',
      itemsPaise - discountPaise + surgePaise + conveniencePaise,
      taxablePaise,
    ],
    ['The total is not its parts.', taxablePaise + taxOf(price) + roundOffPaise, totalPaise],
    ['The total is not that of the price.', price.totalPaise, totalPaise],
  ];
}

function journalChecks({ booking, movedPaise, payments, invoices }: BookingBooks): Check[] {
  const { state, price } = booking;
  const isDone = state === 'completed';
  const keptPaise = sum(payments, (each) =>
    each.capturedPaise === 0 ? 0 : each.capturedPaise - each.duesPaise - each.refundedPaise,
  );
  const creditedTaxPaise = sum(
    invoices.filter(({ kind }) => kind === 'credit_note'),
    ({ taxPaise }) => taxPaise,
  );
  const workPaise = price.serviceValuePaise - price.discountPaise + price.surgePaise;
  // A provider who left a booking forfeits something of it, and another may have done it.
  const sharedPaise =
    movedPaise('provider_payable') + movedPaise('penalty_income') + movedPaise('commission_income');
  return [
    [
      'The customer does not owe what is open.',
      isOver(state) ? 0 : 0 - keptPaise,
      movedPaise('customer_receivable'),
    ],
    [
      'The tax owed is not that of the price less what credit notes took back.',
      isDone ? creditedTaxPaise - taxOf(price) : 0,
      movedPaise('tax_payable'),
    ],
    ...invoiceChecks(booking, invoices),
    ['Provider and company do not share the price.', isDone ? -workPaise : 0, sharedPaise],
    [
      'The convenience charge was not booked.',
      isDone ? -price.conveniencePaise : 0,
      movedPaise('convenience_income'),
    ],
    ['The rounding was not booked.', isDone ? -price.roundOffPaise : 0, movedPaise('round_off')],
  ].map(([fault, expected, found]): Check => [String(fault), Number(expected) + 0, Number(found) + 0]);
}

/** An invoice follows the completion by a job, so that there may be none yet. */
function invoiceChecks(
  { state, price, totalPaise }: BookingBooks['booking'],
  invoices: BookingBooks['invoices'],
): Check[] {
  const isDone = state === 'completed';
  return invoices
    .filter(({ kind }) => kind === 'invoice')
    .flatMap((invoice): Check[] => [
      ['The invoice is not the total.', isDone ? totalPaise : 0, invoice.totalPaise],
      ['The tax of the invoice is not that of the price.', isDone ? taxOf(price) : 0, invoice.taxPaise],
    ]);
}

function paymentChecks({ movedPaise, payments, refunds }: BookingBooks): Check[] {
  const captured = (wanted: (each: Paid) => boolean) =>
    sum(payments.filter(wanted), ({ capturedPaise }) => capturedPaise);
  const sentBackPaise = sum(
    refunds.filter(({ instrument, state }) => isGatewayInstrument(instrument) && state === 'done'),
    ({ amountPaise }) => amountPaise,
  );
  return [
    [
      'What came through the gateway is not what was captured less what went back.',
      captured(({ instrument }) => isGatewayInstrument(instrument)) - sentBackPaise,
      movedPaise('gateway_clearing'),
    ],
    [
      'The cash taken is not what was paid in cash.',
      captured(({ instrument }) => instrument === 'cash'),
      movedPaise('cash_with_provider'),
    ],
    [
      'What is promised back is not what is on its way.',
      0 - sum(refunds.filter(isOnItsWay), ({ amountPaise }) => amountPaise),
      movedPaise('refund_payable'),
    ],
    ...payments.flatMap(({ id, capturedPaise, duesPaise, refundedPaise }): Check[] => {
      const promisedPaise = sum(
        refunds.filter(({ paymentId, state }) => paymentId === id && state !== 'rejected'),
        ({ amountPaise }) => amountPaise,
      );
      const mostPaise = capturedPaise === 0 ? 0 : capturedPaise - duesPaise;
      return [
        ['The refunds of a payment are not what it says.', refundedPaise, promisedPaise],
        ['More went back than was captured.', Math.min(refundedPaise, mostPaise), refundedPaise],
      ];
    }),
  ];
}

/** Booked as owed back and not there yet; a kindness is booked when it is approved. */
function isOnItsWay({ state, origin }: Refunded): boolean {
  if (state === 'requested') return origin !== 'goodwill';
  return state === 'approved' || state === 'processing' || state === 'failed';
}

function taxOf({ cgstPaise, sgstPaise, igstPaise }: BookingEntity['price']): number {
  return cgstPaise + sgstPaise + igstPaise;
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
