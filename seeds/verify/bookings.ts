import { BookingEntity, BookingEventEntity, BookingItemEntity } from '../../src/features/bookings/index.js';
import { LedgerAccountEntity, LedgerEntryEntity } from '../../src/features/payments/index.js';
import type { AccountKind } from '../../src/features/payments/ledger.entity.js';
import { ProviderCellEntity } from '../../src/features/providers/index.js';
import { isOver } from '../../src/features/bookings/booking.state.js';
import { cellsOf } from '../../src/features/bookings/slots/cells.js';
import { groupBy } from '../../src/features/services/index.js';
import { sumPaise } from '../../src/kernel/money.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import type { Finding } from './finding.js';

interface Books {
  readonly bookings: readonly BookingEntity[];
  readonly items: ReadonlyMap<string, BookingItemEntity[]>;
  readonly events: ReadonlyMap<string, BookingEventEntity[]>;
  readonly entries: readonly LedgerEntryEntity[];
  readonly accounts: ReadonlyMap<string, AccountKind>;
  readonly cells: ReadonlyMap<string, ProviderCellEntity[]>;
}

/** Whether bookings agree with their lines, their journal, their history and their providers' time. */
export async function bookingFindings(reader: Reader, now: Date): Promise<Finding[]> {
  const books = await read(reader);
  const { bookings } = books;
  const each = (claim: string, faultOf: (booking: BookingEntity) => string | null): Finding => ({
    claim,
    faults: bookings.flatMap((booking) => {
      const fault = faultOf(booking);
      return fault === null ? [] : [`${booking.orderNumber}: ${fault}`];
    }),
  });
  const journal = balances(books);
  return [
    each('totals equal their lines', (booking) => priceFault(booking, books.items.get(booking.id) ?? [])),
    { claim: 'every posting sums to zero', faults: unbalanced(books.entries) },
    each('bookings equal their journal', (booking) => journalFault(booking, journal(booking.id))),
    each('states agree with events', (booking) => historyFault(booking, books.events.get(booking.id) ?? [])),
    each('what is past lies in the past', (booking) => timeFault(booking, now)),
    each('live bookings own their cells', (booking) => cellFault(booking, books.cells.get(booking.id) ?? [])),
    { claim: 'no provider is at two places at once', faults: clashes(bookings) },
  ];
}

async function read(reader: Reader): Promise<Books> {
  const accounts = await reader.getRepository(LedgerAccountEntity).find();
  const events = await reader.getRepository(BookingEventEntity).find({ order: { sequence: 'ASC' } });
  return {
    bookings: await reader.getRepository(BookingEntity).find({ order: { slotStartAt: 'ASC' } }),
    items: groupBy(await reader.getRepository(BookingItemEntity).find(), ({ bookingId }) => bookingId),
    events: groupBy(events, ({ bookingId }) => bookingId),
    entries: await reader.getRepository(LedgerEntryEntity).find(),
    accounts: new Map(accounts.map(({ id, kind }) => [id, kind])),
    cells: groupBy(await reader.getRepository(ProviderCellEntity).find(), ({ ownerId }) => ownerId),
  };
}

function priceFault(
  { price, totalPaise, serviceValuePaise }: BookingEntity,
  items: readonly BookingItemEntity[],
): string | null {
  const lines = sumPaise(items.map(({ amountPaise }) => amountPaise));
  const untrue = items.find(({ unitPaise, quantity, amountPaise }) => unitPaise * quantity !== amountPaise);
  const { discountPaise, surgePaise, conveniencePaise, taxablePaise, roundOffPaise } = price;
  const taxPaise = price.cgstPaise + price.sgstPaise + price.igstPaise;
  if (items.length === 0) return 'has no items';
  if (untrue) return `${untrue.serviceName} does not cost its price times its quantity`;
  if (lines !== serviceValuePaise || lines !== price.serviceValuePaise) return `items are ${lines} paise`;
  if (lines - discountPaise + surgePaise + conveniencePaise !== taxablePaise)
    return 'the taxable value is not its parts';
  if (taxablePaise + taxPaise + roundOffPaise !== totalPaise || totalPaise !== price.totalPaise)
    return 'the total is not its parts';
  return null;
}

function unbalanced(entries: readonly LedgerEntryEntity[]): string[] {
  return [...groupBy(entries, ({ postingId }) => postingId)].flatMap(([postingId, own]) => {
    const sum = sumPaise(own.map(({ amountPaise }) => amountPaise));
    return sum === 0 ? [] : [`posting ${postingId} sums to ${sum} paise`];
  });
}

type Balance = (kind: AccountKind) => number;

/** What each booking has moved on each kind of account. */
function balances({ entries, accounts }: Books): (bookingId: string) => Balance {
  const byBooking = groupBy(entries, ({ bookingId }) => bookingId);
  return (bookingId) => {
    const own = byBooking.get(bookingId) ?? [];
    return (kind) =>
      sumPaise(
        own.filter(({ accountId }) => accounts.get(accountId) === kind).map(({ amountPaise }) => amountPaise),
      );
  };
}

/**
 * What a customer owes for a booking: nothing once it is over, what could not be collected of its fee being dues;
 * less than nothing for one paid ahead, which is work owed to them. Dues of an earlier one may come with its payment.
 */
function journalFault(booking: BookingEntity, balance: Balance): string | null {
  const { state, paymentMethod, totalPaise, price } = booking;
  const isPaidAhead = paymentMethod === 'wallet';
  const feePaise = -balance('fee_income');
  const owedPaise = !isOver(state) && isPaidAhead ? -totalPaise : 0;
  const receivable = balance('customer_receivable');
  if (receivable !== owedPaise) return `owes ${receivable} paise instead of ${owedPaise}`;
  const collectedPaise = (state === 'cancelled' && !isPaidAhead ? feePaise : 0) - balance('customer_dues');
  if (collectedPaise < 0) return 'more is due than its fee';
  const refundedPaise = state === 'cancelled' && isPaidAhead ? totalPaise - feePaise : 0;
  const walletPaise = isPaidAhead ? totalPaise + collectedPaise - refundedPaise : 0;
  const comingPaise = balance('refund_payable');
  if (balance('wallet_liability') + comingPaise !== walletPaise)
    return 'the wallet was not charged what is kept';
  if (state !== 'completed') return null;
  const taxPaise = price.cgstPaise + price.sgstPaise + price.igstPaise;
  const earnedPaise = price.serviceValuePaise - price.discountPaise + price.surgePaise;
  if (-balance('tax_payable') !== taxPaise) return 'the tax owed is not that of the price';
  if (-balance('provider_payable') - balance('commission_income') !== earnedPaise)
    return 'provider and company do not share the price';
  if (balance('cash_with_provider') !== (isPaidAhead ? 0 : totalPaise + collectedPaise))
    return 'the cash taken is not the total';
  return null;
}

function historyFault(
  { state, createdAt }: BookingEntity,
  events: readonly BookingEventEntity[],
): string | null {
  const [first] = events;
  const last = events.at(-1);
  if (first?.event !== 'create' || first.at.getTime() !== createdAt.getTime())
    return 'does not begin with its creation';
  if (last?.toState !== state) return `is ${state}, and its last event made it ${last?.toState}`;
  const broken = events.find((event, at) => {
    const before = events[at - 1];
    return (
      event.sequence !== at + 1 ||
      event.fromState !== (before?.toState ?? null) ||
      (before && event.at < before.at)
    );
  });
  return broken ? `event ${broken.sequence} does not follow from the one before` : null;
}

function timeFault({ state, slotStartAt, updatedAt, createdAt }: BookingEntity, now: Date): string | null {
  if (createdAt > now || updatedAt > now) return 'was changed in the future';
  if (state === 'completed' && slotStartAt > now) return 'is completed and has not begun';
  return null;
}

/** Finished work may keep its cells, which nobody can want any more; cancelled work may not. */
function cellFault(booking: BookingEntity, cells: readonly ProviderCellEntity[]): string | null {
  const { state, providerId, slotStartAt, durationMinutes, unplaced } = booking;
  const isLive = !isOver(state);
  if (!isLive && (state !== 'completed' || cells.length === 0))
    return cells.length === 0 ? null : `is ${state} and owns ${cells.length} cells`;
  const wanted = unplaced ? [] : cellsOf(slotStartAt, durationMinutes);
  const owned = cells.filter((cell) => cell.providerId === providerId).map(({ cell }) => cell);
  const agree =
    owned.length === cells.length &&
    owned.length === wanted.length &&
    wanted.every((each) => owned.includes(each));
  return agree ? null : `owns ${cells.length} cells instead of ${wanted.length}`;
}

function clashes(bookings: readonly BookingEntity[]): string[] {
  const working = bookings.filter(({ state }) => state === 'completed' || !isOver(state));
  return [...groupBy(working, ({ providerId }) => providerId)].flatMap(([providerId, jobs]) =>
    providerId === null
      ? []
      : jobs.flatMap((job, at) => {
          const next = jobs[at + 1];
          return next && next.slotStartAt < job.slotEndAt
            ? [`${job.orderNumber} and ${next.orderNumber}`]
            : [];
        }),
  );
}
