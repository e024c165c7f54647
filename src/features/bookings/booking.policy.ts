import type { Actor } from '../../kernel/actor.js';
import { bookingMachine } from './booking.state.js';
import type { BookingEvent, BookingRole, BookingState } from './booking.state.js';

/** In which role of the state table an actor acts. */
export function roleOf({ kind }: Pick<Actor, 'kind'>): BookingRole {
  if (kind === 'staff') return 'ops';
  return kind === 'provider' || kind === 'system' ? kind : 'customer';
}

/** What this actor may do with a booking now: the table's row, and for staff the row's permission. */
export function allowedEvents(state: BookingState, actor: Actor): BookingEvent[] {
  const role = roleOf(actor);
  return bookingMachine.allowedEvents(state, role).filter((event) => {
    const permission = bookingMachine.next(state, event, role)?.permission;
    return actor.kind !== 'staff' || permission === undefined || actor.permissions?.has(permission) === true;
  });
}

/** How far the provider has come: what the cancellation table asks (CX). */
export function assignmentOf(state: BookingState): 'unassigned' | 'assigned' | 'enRoute' {
  if (state === 'en_route') return 'enRoute';
  return state === 'assigned' ? 'assigned' : 'unassigned';
}

/** Whether an unpaid booking's time to pay is over: judged when read, whenever the job comes by (HB-1, ST-1). */
export function isLapsed({ state, paymentDueAt }: Unpaid, now: Date): boolean {
  return state === 'pending_payment' && paymentDueAt !== null && now >= paymentDueAt;
}

export interface Unpaid {
  readonly state: BookingState;
  readonly paymentDueAt: Date | null;
}
