import {
  RefundNotOpen,
  refundEvents,
  refundMachine,
  refundStateAfter,
  refundStates,
} from './refund.state.js';
import type { RefundRole } from './refund.state.js';

/** MO-3 written down a second time: `state event by role > next`. */
const allowed = [
  'requested approve staff > approved',
  'requested reject staff > rejected',
  'approved send system > processing',
  'approved finish system > done',
  'processing finish system > done',
  'processing finish gateway > done',
  'processing fail system > failed',
  'processing fail gateway > failed',
  'failed retry staff > approved',
  'failed retry system > approved',
];
const roles: readonly RefundRole[] = ['staff', 'system', 'gateway'];

describe('a refund (MO-3)', () => {
  it('moves in every cell of state, event and role as the table says, and in no other', () => {
    const found: string[] = [];
    for (const state of refundStates)
      for (const event of refundEvents)
        for (const role of roles) {
          if (refundMachine.next(state, event, role) === null)
            expect(() => refundStateAfter(state, event, role)).toThrow(RefundNotOpen);
          else found.push(`${state} ${event} ${role} > ${refundStateAfter(state, event, role)}`);
        }
    expect(found.toSorted()).toEqual(allowed.toSorted());
  });

  it('ends when it is done or rejected', () => {
    expect(refundStates.filter((state) => refundMachine.isFinal(state))).toEqual(['done', 'rejected']);
  });
});
