import fc from 'fast-check';
import { DateTime } from 'luxon';
import { reevaluate } from '../cancelling/receipt-evaluation.js';
import { rework, warrantyEndsAt } from './warranty.policy.js';
import type { ReworkCase } from './warranty.policy.js';

const zone = 'Asia/Kolkata';
const policy = { id: 'warranty', version: 3, body: { defaultDays: 7, maxReworks: 2 } };
const local = (text: string) => DateTime.fromISO(text, { zone }).toJSDate();
const tap = { id: 'tap', warrantyDays: 15 };

function given(over: Partial<ReworkCase> = {}): ReworkCase {
  return {
    ...{ policy, zone, reworks: 0, items: [tap] },
    completedAt: local('2026-03-10T11:00'),
    now: local('2026-03-12T09:00'),
    ...over,
  };
}

describe('work done again under warranty (DI-6)', () => {
  it('is done through the last local day, and not from its midnight on', () => {
    const end = local('2026-03-26T00:00');
    expect(warrantyEndsAt(local('2026-03-10T00:00'), 15, zone)).toEqual(end);
    expect(warrantyEndsAt(local('2026-03-10T23:59'), 15, zone)).toEqual(end);
    expect(rework(given({ now: new Date(end.getTime() - 1) })).outcome).toBe('rework');
    expect(rework(given({ now: end }))).toMatchObject({ outcome: 'over', endsAt: end, itemIds: [] });
  });

  it('is the work whose warranty runs, each item for itself', () => {
    const items = [tap, { id: 'drain', warrantyDays: 1 }, { id: 'haircut', warrantyDays: 0 }];
    expect(rework(given({ items })).itemIds).toEqual(['tap']);
    expect(rework(given({ items, now: local('2026-03-11T23:00') })).itemIds).toEqual(['tap', 'drain']);
    expect(rework(given({ items: [items[2] ?? tap] }))).toMatchObject({ outcome: 'over', endsAt: null });
  });

  it('goes by the policy where the service said nothing', () => {
    const items = [{ id: 'old', warrantyDays: null }];
    expect(rework(given({ items, now: local('2026-03-17T23:59') })).outcome).toBe('rework');
    expect(rework(given({ items, now: local('2026-03-18T00:00') })).outcome).toBe('over');
  });

  it('ends in money after as many as the policy allows', () => {
    expect([0, 1, 2, 3].map((reworks) => rework(given({ reworks })).outcome)).toEqual([
      'rework',
      'rework',
      'refund',
      'refund',
    ]);
  });

  it('is decided again from the receipt alone, with the same outcome (PO-4)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 500 * 24 }),
        fc.constantFrom('Asia/Kolkata', 'America/New_York'),
        (days, reworks, hours, where) => {
          const items = days.map((warrantyDays, at) => ({ id: String(at), warrantyDays }));
          const completedAt = local('2026-03-01T10:00');
          const now = new Date(completedAt.getTime() + hours * 3_600_000);
          const { receipt, outcome, itemIds } = rework(
            given({ items, reworks, completedAt, now, zone: where }),
          );
          const stored = JSON.parse(JSON.stringify(receipt)) as typeof receipt;
          expect(reevaluate(stored, policy.body)).toEqual(stored.output);
          // Plainly: an item counts while its last day is not over.
          const today = DateTime.fromJSDate(now, { zone: where }).startOf('day');
          const doneOn = DateTime.fromJSDate(completedAt, { zone: where }).startOf('day');
          const running = items.filter(({ warrantyDays }) => {
            const promised = warrantyDays ?? policy.body.defaultDays;
            return promised > 0 && today <= doneOn.plus({ days: promised });
          });
          expect(itemIds).toEqual(running.map(({ id }) => id));
          expect(outcome).toBe(running.length === 0 ? 'over' : reworks < 2 ? 'rework' : 'refund');
        },
      ),
    );
  });
});
