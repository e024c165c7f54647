import { DomainError } from '../../kernel/errors.js';
import { defineMachine } from '../../kernel/state-machine.js';

export const refundStates = ['requested', 'approved', 'processing', 'done', 'failed', 'rejected'] as const;
export type RefundState = (typeof refundStates)[number];

/** Why money goes back. All but `goodwill` are owed, and can be approved but not rejected. */
export const refundOrigins = ['cancellation', 'late_payment', 'mismatch', 'duplicate', 'goodwill'] as const;
export type RefundOrigin = (typeof refundOrigins)[number];

export const refundEvents = ['approve', 'reject', 'send', 'finish', 'fail', 'retry'] as const;
export type RefundEvent = (typeof refundEvents)[number];

/** MO-3. Sending again is not a new step: the gateway tells a repeat by its id. */
export const refundMachine = defineMachine({
  name: 'refund',
  states: refundStates,
  initial: ['requested', 'approved'],
  events: refundEvents,
  roles: ['staff', 'system', 'gateway'],
  transitions: [
    { from: 'requested', event: 'approve', to: 'approved', who: ['staff'], permission: 'payments.refund' },
    { from: 'requested', event: 'reject', to: 'rejected', who: ['staff'], permission: 'payments.refund' },
    { from: 'approved', event: 'send', to: 'processing', who: ['system'] },
    { from: 'approved', event: 'finish', to: 'done', who: ['system'] },
    { from: 'processing', event: 'finish', to: 'done', who: ['system', 'gateway'] },
    { from: 'processing', event: 'fail', to: 'failed', who: ['system', 'gateway'] },
    {
      from: 'failed',
      event: 'retry',
      to: 'approved',
      who: ['staff', 'system'],
      permission: 'payments.refund',
    },
  ],
});

export type RefundRole = 'staff' | 'system' | 'gateway';

/** The refund does not stand where that could be done to it. */
export class RefundNotOpen extends DomainError {
  readonly code = 'refund.not_open';
  readonly kind = 'conflict';

  constructor(state: RefundState, event: RefundEvent) {
    super(`A refund that is ${state} does not allow that.`, { state, event });
  }
}

/** @throws RefundNotOpen when the table has no such row for that role */
export function refundStateAfter(state: RefundState, event: RefundEvent, role: RefundRole): RefundState {
  const row = refundMachine.next(state, event, role);
  if (row === null) throw new RefundNotOpen(state, event);
  return row.to;
}
