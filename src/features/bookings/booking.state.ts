import { DomainError } from '../../kernel/errors.js';
import type { Transition } from '../../kernel/state-machine.js';
import { defineMachine } from '../../kernel/state-machine.js';

export const bookingStates = [
  'pending_payment',
  'confirmed',
  'assigned',
  'en_route',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
  'expired',
] as const;
export type BookingState = (typeof bookingStates)[number];

export const bookingEvents = [
  'pay',
  'expire',
  'assign',
  'reschedule',
  'depart',
  'decline',
  'arrive',
  'contact_attempt',
  'start',
  'no_show',
  'complete',
  'cancel',
  'dispute',
  'rework',
] as const;
export type BookingEvent = (typeof bookingEvents)[number];

export const bookingRoles = ['customer', 'ops', 'provider', 'system', 'gateway', 'dispatch'] as const;
export type BookingRole = (typeof bookingRoles)[number];

/** Conditions on more than the state; the service that applies the event answers for them. */
export const bookingGuards = [
  /** ST-3: not at or after the start. */
  'before_start',
  /** ST-3: the customer's start code, or an ops override with a reason. */
  'start_code',
  /** The provider is missing 30 minutes after the start. */
  'provider_absent',
  /** CX-6: an arrival event, 30 minutes of waiting, two logged contact attempts. */
  'customer_absent',
  /** Either of the two absences; which one is said in the event's reason. */
  'either_absent',
] as const;
export type BookingGuard = (typeof bookingGuards)[number];

/** Section 5, creation: who may, and the state a booking begins in by its payment method. */
export const bookingCreation = {
  who: ['customer', 'ops'],
  permission: 'bookings.create',
  initialStates: { wallet: 'confirmed', cash: 'confirmed', card: 'pending_payment', upi: 'pending_payment' },
} as const;

/**
 * Section 5 as data (ST-1). Where one row of the table names several roles for several events, they are parted so:
 * a customer cancels, moves, and reports a missing provider; a provider does the work, declines before setting out
 * and cancels after; the system lets payments lapse, reports a missing provider, and cancels for the platform
 * (CX-9) once a provider is assigned; ops may do what the customer or the provider may.
 */
export const bookingMachine = defineMachine({
  name: 'booking',
  states: bookingStates,
  initial: ['pending_payment', 'confirmed'],
  events: bookingEvents,
  roles: bookingRoles,
  guards: bookingGuards,
  transitions: [
    { from: 'pending_payment', event: 'pay', to: 'confirmed', who: ['gateway'] },
    { from: 'pending_payment', event: 'expire', to: 'expired', who: ['system'] },
    // ST-1: a payment that comes late wins the time again if it can. Nothing else leads out of `expired`.
    { from: 'expired', event: 'pay', to: 'confirmed', who: ['gateway'] },
    {
      from: 'pending_payment',
      event: 'cancel',
      to: 'cancelled',
      who: ['customer', 'ops'],
      permission: 'bookings.cancel',
    },

    {
      from: 'confirmed',
      event: 'assign',
      to: 'assigned',
      who: ['dispatch', 'provider', 'ops'],
      permission: 'bookings.assign',
    },
    {
      from: 'confirmed',
      event: 'reschedule',
      to: 'confirmed',
      who: ['customer', 'ops'],
      permission: 'bookings.edit',
      guard: 'before_start',
    },
    {
      from: 'confirmed',
      event: 'cancel',
      to: 'cancelled',
      who: ['customer', 'ops'],
      permission: 'bookings.cancel',
    },

    {
      from: 'assigned',
      event: 'depart',
      to: 'en_route',
      who: ['provider', 'ops'],
      permission: 'bookings.edit',
    },
    {
      from: 'assigned',
      event: 'decline',
      to: 'confirmed',
      who: ['provider', 'ops'],
      permission: 'bookings.assign',
    },
    {
      from: 'assigned',
      event: 'reschedule',
      to: 'confirmed',
      who: ['customer', 'ops'],
      permission: 'bookings.edit',
      guard: 'before_start',
    },
    {
      from: 'assigned',
      event: 'no_show',
      to: 'no_show',
      who: ['customer', 'ops', 'system'],
      permission: 'bookings.edit',
      guard: 'provider_absent',
    },
    {
      from: 'assigned',
      event: 'cancel',
      to: 'cancelled',
      who: ['customer', 'ops', 'system'],
      permission: 'bookings.cancel',
    },

    {
      from: 'en_route',
      event: 'arrive',
      to: 'en_route',
      who: ['provider', 'ops'],
      permission: 'bookings.edit',
    },
    {
      from: 'en_route',
      event: 'contact_attempt',
      to: 'en_route',
      who: ['provider', 'ops'],
      permission: 'bookings.edit',
    },
    {
      from: 'en_route',
      event: 'start',
      to: 'in_progress',
      who: ['provider', 'ops'],
      permission: 'bookings.edit',
      guard: 'start_code',
    },
    { from: 'en_route', event: 'no_show', to: 'no_show', who: ['provider'], guard: 'customer_absent' },
    {
      from: 'en_route',
      event: 'no_show',
      to: 'no_show',
      who: ['customer', 'system'],
      guard: 'provider_absent',
    },
    {
      from: 'en_route',
      event: 'no_show',
      to: 'no_show',
      who: ['ops'],
      permission: 'bookings.edit',
      guard: 'either_absent',
    },
    {
      from: 'en_route',
      event: 'cancel',
      to: 'cancelled',
      who: ['customer', 'provider', 'ops', 'system'],
      permission: 'bookings.cancel',
    },

    {
      from: 'in_progress',
      event: 'complete',
      to: 'completed',
      who: ['provider', 'ops'],
      permission: 'bookings.edit',
    },

    { from: 'completed', event: 'dispute', to: 'completed', who: ['customer'] },
    { from: 'completed', event: 'rework', to: 'completed', who: ['customer'] },
  ],
});

/** Whether a booking is over (ST-1): for good, or until a late payment wins the time of an expired one again. */
export function isOver(state: BookingState): boolean {
  return state === 'expired' || bookingMachine.isFinal(state);
}

/** The states in which a booking owns a provider's time (HB-2): those that are not over. */
export const liveStates: readonly BookingState[] = bookingStates.filter((state) => !isOver(state));

export type BookingTransition = Transition<BookingState, BookingEvent, BookingRole, BookingGuard>;

/** The event does not apply to the booking as it stands (ST-1); says which would. */
export class IllegalTransition extends DomainError {
  readonly code = 'booking.illegal_transition';
  readonly kind = 'conflict';

  constructor(state: BookingState, event: BookingEvent, allowedEvents: readonly BookingEvent[]) {
    super(`A booking that is ${customerStatus(state).replaceAll('_', ' ')} does not allow that.`, {
      state,
      event,
      allowedEvents,
    });
  }
}

/**
 * The row of the table that applies; its guard is the caller's to check.
 * @throws IllegalTransition (409) naming the events this role may raise now
 */
export function transitionFor(
  state: BookingState,
  event: BookingEvent,
  role: BookingRole,
): BookingTransition {
  const row = bookingMachine.next(state, event, role);
  if (row === null) throw new IllegalTransition(state, event, bookingMachine.allowedEvents(state, role));
  return row;
}

export const customerStatuses = [
  'pending',
  'confirmed',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
  'expired',
] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

const statusWords: Readonly<Record<BookingState, CustomerStatus>> = {
  pending_payment: 'pending',
  confirmed: 'confirmed',
  assigned: 'confirmed',
  en_route: 'confirmed',
  in_progress: 'in_progress',
  completed: 'completed',
  cancelled: 'cancelled',
  no_show: 'no_show',
  expired: 'expired',
};

/** The word the API and the assistant use to customers (ST-4). */
export function customerStatus(state: BookingState): CustomerStatus {
  return statusWords[state];
}

/** The states behind a customer's word, for filters. */
export function statesOf(status: CustomerStatus): BookingState[] {
  return bookingStates.filter((state) => statusWords[state] === status);
}
