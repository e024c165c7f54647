import type { BookingEvent, BookingRole, BookingState } from './booking.state.js';
import {
  IllegalTransition,
  bookingCreation,
  bookingEvents,
  bookingMachine,
  bookingRoles,
  bookingStates,
  customerStatus,
  customerStatuses,
  isOver,
  liveStates,
  statesOf,
  transitionFor,
} from './booking.state.js';

/**
 * DOMAIN.md section 5 written down a second time, role by role, in the trade's shorthand
 * `state: event>to event>to`; an event that is not written is refused.
 */
const mayDo: Record<BookingRole, string> = {
  customer: `
    pending_payment: cancel>cancelled
    confirmed: reschedule>confirmed cancel>cancelled
    assigned: reschedule>confirmed no_show>no_show cancel>cancelled
    en_route: no_show>no_show cancel>cancelled
    completed: dispute>completed rework>completed`,
  ops: `
    pending_payment: cancel>cancelled
    confirmed: assign>assigned reschedule>confirmed cancel>cancelled
    assigned: depart>en_route decline>confirmed reschedule>confirmed no_show>no_show cancel>cancelled
    en_route: arrive>en_route contact_attempt>en_route start>in_progress no_show>no_show cancel>cancelled
    in_progress: complete>completed`,
  provider: `
    confirmed: assign>assigned
    assigned: depart>en_route decline>confirmed
    en_route: arrive>en_route contact_attempt>en_route start>in_progress no_show>no_show cancel>cancelled
    in_progress: complete>completed`,
  system: `
    pending_payment: expire>expired
    assigned: no_show>no_show cancel>cancelled
    en_route: no_show>no_show cancel>cancelled`,
  gateway: `
    pending_payment: pay>confirmed
    expired: pay>confirmed`,
  dispatch: 'confirmed: assign>assigned',
};

function expected(state: BookingState, event: BookingEvent, role: BookingRole): string | null {
  const line = mayDo[role]
    .split('\n')
    .map((each) => each.trim().split(': '))
    .find(([from]) => from === state);
  const moves = (line?.[1] ?? '').split(' ').map((move) => move.split('>'));
  return moves.find(([name]) => name === event)?.[1] ?? null;
}

const cells = bookingStates.flatMap((state) =>
  bookingEvents.flatMap((event) => bookingRoles.map((role) => ({ state, event, role }))),
);

describe('a booking', () => {
  it('moves in every cell of state, event and role exactly as section 5 says', () => {
    expect(cells).toHaveLength(9 * 14 * 6);
    for (const { state, event, role } of cells) {
      const to = bookingMachine.next(state, event, role)?.to ?? null;
      expect(`${role}: ${state} + ${event} = ${to}`).toBe(
        `${role}: ${state} + ${event} = ${expected(state, event, role)}`,
      );
    }
  });

  it('refuses every other cell with 409, naming what that role may do now', () => {
    for (const { state, event, role } of cells) {
      if (expected(state, event, role) !== null) {
        expect(transitionFor(state, event, role).to).toBe(expected(state, event, role));
        continue;
      }
      const refusal = refusalOf(() => transitionFor(state, event, role));
      const allowedEvents = bookingEvents.filter((each) => expected(state, each, role) !== null);
      expect(refusal).toMatchObject({
        code: 'booking.illegal_transition',
        kind: 'conflict',
        details: { state, event, allowedEvents },
      });
    }
  });

  it('ends for good when expired, cancelled, missed or completed', () => {
    expect(bookingStates.filter(isOver)).toEqual(['completed', 'cancelled', 'no_show', 'expired']);
    const final = bookingStates.filter((state) => bookingMachine.isFinal(state));
    // Only the gateway can bring an expired one back, by a payment that came late (ST-1).
    expect(final).toEqual(['completed', 'cancelled', 'no_show']);
    expect(liveStates).toEqual(['pending_payment', 'confirmed', 'assigned', 'en_route', 'in_progress']);
  });

  it('is confirmed at once when paid from the wallet or in cash, and waits for a card or UPI', () => {
    expect(bookingCreation.initialStates).toEqual({
      wallet: 'confirmed',
      cash: 'confirmed',
      card: 'pending_payment',
      upi: 'pending_payment',
    });
    expect(new Set(Object.values(bookingCreation.initialStates))).toEqual(
      new Set(bookingMachine.table.initial),
    );
  });

  it('is not moved once it has started, needs a code to start, and is missed only on a condition', () => {
    const guards = bookingMachine.table.transitions
      .filter((row) => row.guard !== undefined)
      .map((row) => `${row.from} ${row.event} by ${row.who.join('+')}: ${row.guard}`);
    expect(guards).toEqual([
      'confirmed reschedule by customer+ops: before_start',
      'assigned reschedule by customer+ops: before_start',
      'assigned no_show by customer+ops+system: provider_absent',
      'en_route start by provider+ops: start_code',
      'en_route no_show by provider: customer_absent',
      'en_route no_show by customer+system: provider_absent',
      'en_route no_show by ops: either_absent',
    ]);
  });

  it('asks a permission of staff wherever staff may act', () => {
    const open = bookingMachine.table.transitions.filter((row) => row.who.includes('ops') && !row.permission);
    expect(open).toEqual([]);
  });

  it('is shown to customers in the words of the contract', () => {
    expect(bookingStates.map((state) => customerStatus(state))).toEqual([
      'pending',
      'confirmed',
      'confirmed',
      'confirmed',
      'in_progress',
      'completed',
      'cancelled',
      'no_show',
      'expired',
    ]);
    expect(statesOf('confirmed')).toEqual(['confirmed', 'assigned', 'en_route']);
    expect(customerStatuses.flatMap((status) => statesOf(status)).sort()).toEqual([...bookingStates].sort());
  });

  it('can be drawn', () => {
    const lines = bookingMachine.toMermaid().split('\n');
    expect(lines).toContain('  pending_payment --> confirmed: pay (gateway)');
    expect(lines).toContain('  completed --> [*]');
  });
});

function refusalOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof IllegalTransition ? error : null;
  }
}
