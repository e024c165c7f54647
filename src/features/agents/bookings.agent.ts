import { Injectable } from '@nestjs/common';
import { BookingsService, customerStatus, namesOf } from '../bookings/index.js';
import type { BookingView } from '../bookings/index.js';
import type { Patch } from './graph/channels.js';
import { understoodOf } from './turn-state.js';
import type { TurnContext, TurnState } from './turn-state.js';
import { sayInstant } from './words.js';

const mostShown = 5;

/** Shows a customer's own bookings and how they stand. */
@Injectable()
export class BookingsAgent {
  constructor(private readonly bookings: BookingsService) {}

  async run(state: Readonly<TurnState>, context: TurnContext): Promise<Patch<TurnState>> {
    const { phrases, actor, at } = context;
    if (actor.kind !== 'customer') return { said: [{ agent: 'bookings', text: phrases.signInForBookings }] };
    const { bookingRef } = understoodOf(state).entities;
    const filter = bookingRef ? { orderNumber: bookingRef } : {};
    const { data } = await this.bookings.list(actor, { limit: 20 }, filter);
    const ahead = data.filter(({ booking }) => booking.slotEndAt >= at).reverse();
    const shown = (ahead.length > 0 ? ahead : data).slice(0, mostShown);
    const text =
      shown.length > 0
        ? phrases.bookings(shown.map((view) => line(view, context)))
        : bookingRef
          ? phrases.noSuchBooking
          : phrases.noBookings;
    return { said: [{ agent: 'bookings', text, suggestions: [phrases.suggestions.book] }] };
  }
}

/** "NX-…: AC repair, Sun 22 Nov, 11:00 am, confirmed" */
export function line({ booking, items }: BookingView, context: TurnContext): string {
  const status = customerStatus(booking.state);
  return context.phrases.visit({
    orderNumber: booking.orderNumber,
    service: namesOf(items),
    when: sayInstant(booking.slotStartAt, context),
    status: context.phrases.statuses[status] ?? status,
  });
}
