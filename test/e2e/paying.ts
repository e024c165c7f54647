import { until } from '../contracts/cache.contract.js';
import type { World } from '../world.js';
import { book, expectStatus, indianTime, localDay, newHouseholder, order } from './marketplace.js';
import type { Booking, Problem, Rate } from './marketplace.js';

export interface Checkout {
  paymentId: string;
  gateway: string;
  orderRef: string;
  amountPaise: number;
  expiresAt: string;
}
export type Paid = Booking & Problem & { checkout?: Checkout; duesPaise: number };
export interface Payment {
  id: string;
  method: string;
  state: string;
  amountPaise: number;
  duesPaise: number;
  capturedPaise: number;
  refundedPaise: number;
}
export interface Refund {
  id: string;
  instrument: string;
  amountPaise: number;
  state: string;
  origin: string;
}
export interface Wallet {
  balancePaise: number;
  promoPaise: number;
  duesPaise: number;
}

/** What customers, staff and the sandbox gateway do with the money of bookings, over HTTP. */
export function payingIn(world: World, rate: Rate) {
  let hour = 0;

  /** A start nobody has asked for yet. */
  const freeStart = (): string => {
    hour += 1;
    const [day, at] = [2 + Math.floor(hour / 10), 8 + (hour % 10)];
    return indianTime(localDay(world, day), `${String(at).padStart(2, '0')}:00`);
  };

  const one = async (paymentMethod: string, who?: { token: string; addressId: string }) => {
    const customer = who ?? (await newHouseholder(world));
    const slotStart = freeStart();
    const sent = { ...order(customer.addressId, rate.id, slotStart), paymentMethod };
    const booking = expectStatus(201, await book(world, customer.token, sent)) as Paid;
    return { ...customer, booking, slotStart };
  };
  const show = async (token: string, id: string): Promise<Paid> =>
    expectStatus(200, await world.call<Paid>('GET', `/bookings/${id}`, { token }));
  const play = async (booking: Paid, outcome: string, more: object = {}) =>
    expectStatus(
      202,
      await world.call('POST', `//dev/payments/${booking.checkout?.paymentId ?? ''}/pay`, {
        body: { outcome, ...more },
      }),
    );
  const becomes = (token: string, id: string, state: string) =>
    until(async () => (await show(token, id)).state === state);
  const paymentsOf = async (token: string, id: string) =>
    expectStatus(200, await world.call<{ data: Payment[] }>('GET', `/bookings/${id}/payments`, { token }))
      .data;
  const refundsOf = async (token: string, id: string) =>
    expectStatus(200, await world.call<{ data: Refund[] }>('GET', `/bookings/${id}/refunds`, { token })).data;
  const walletOf = async (token: string) =>
    expectStatus(200, await world.call<Wallet>('GET', '/users/me/wallet', { token }));
  const quoteAndCancel = async (token: string, id: string) => {
    const path = `/bookings/${id}`;
    const quote = expectStatus(
      200,
      await world.call<{ quoteId: string; feePaise: number; refundPaise: number }>(
        'POST',
        `${path}/cancellation-quote`,
        { token },
      ),
    );
    const body = { quoteId: quote.quoteId, reason: 'My plans have changed.' };
    expectStatus(200, await world.call('POST', `${path}/cancel`, { token, body, key: true }));
    return quote;
  };
  const faults = async () => {
    const token = await world.staff('EMP006');
    const answer = await world.call<{ checked: number; faults: unknown[] }>('GET', '/ops/reconciliation', {
      token,
    });
    return expectStatus(200, answer).faults;
  };
  const move = async (id: string, ...events: string[]) => {
    const token = await world.staff('EMP005');
    for (const event of events)
      expectStatus(
        200,
        await world.call('POST', `/ops/bookings/${id}/transition`, {
          token,
          body: { event, reason: 'As the provider said.' },
        }),
      );
  };

  return {
    freeStart,
    one,
    show,
    play,
    becomes,
    paymentsOf,
    refundsOf,
    walletOf,
    quoteAndCancel,
    faults,
    move,
  };
}
