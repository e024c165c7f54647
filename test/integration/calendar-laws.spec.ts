import { brokenLaws, keepsTime, whoIsFree } from '../proofs/calendar-laws.js';
import type { CalendarRows, Claim } from '../proofs/calendar-laws.js';

const nowMs = Date.parse('2026-03-10T06:00:00Z');
const at = (hour: number, minute = 0) => Date.UTC(2026, 2, 11, hour, minute) - 5.5 * 3_600_000;
const quarterMs = 15 * 60_000;

function visit(id: string, startAt: number, over: Partial<Claim> = {}): Claim {
  return {
    ...{ id, kind: 'booking', customerId: id, providerId: 'p', unplaced: false, state: 'confirmed' },
    ...{ startAt, endAt: startAt + 30 * 60_000, pincode: '560001', endsAt: null, ...over },
  };
}

/** The cells that the claims ought to own. */
function owning(...claims: Claim[]): CalendarRows {
  const cells = claims.flatMap(({ id, providerId, startAt, endAt, endsAt }) =>
    Array.from({ length: (endAt + quarterMs - startAt) / quarterMs }, (_, nth) => ({
      ...{ providerId: String(providerId), cell: startAt / quarterMs + nth, ownerId: id, expiresAt: endsAt },
    })),
  );
  return { claims, cells };
}

describe('the laws the proofs judge by', () => {
  const faultsOf = (rows: CalendarRows) => brokenLaws(rows, nowMs).join('\n');

  it('find nothing wrong with a calendar that is right', () => {
    const rows = owning(
      visit('one', at(10)),
      visit('two', at(11), { pincode: '560002' }),
      visit('three', at(10), { providerId: 'q' }),
      visit('held', at(12), { kind: 'hold', state: 'hold', endsAt: nowMs + 1 }),
    );
    expect(faultsOf(rows)).toBe('');
    const over = visit('over', at(15), { state: 'cancelled' });
    const waiting = visit('waiting', at(15), { providerId: null, unplaced: true });
    expect(faultsOf({ ...rows, claims: [...rows.claims, over, waiting] })).toBe('');
  });

  it('see a cell with two owners, and intervals that overlap (HB-2)', () => {
    const told = faultsOf(owning(visit('one', at(10)), visit('two', at(10, 30))));
    expect(told).toMatch(/owned by one and by two/);
    expect(told).toMatch(/one .* overlaps .*two/);
  });

  it('see a live claim without all of its cells, or with more, or with another plumber’s (HB-2)', () => {
    const { claims, cells } = owning(visit('one', at(10)));
    const wrong = [
      cells.slice(1),
      [...cells, { providerId: 'p', cell: at(14) / quarterMs, ownerId: 'one', expiresAt: null }],
      cells.map((each) => ({ ...each, providerId: 'q' })),
      cells.map((each) => ({ ...each, expiresAt: nowMs })),
    ];
    for (const each of wrong) expect(faultsOf({ claims, cells: each })).toMatch(/booking one .* owns/);
  });

  it('see cells kept by what is over, unplaced or gone, but not those that have run out', () => {
    const { cells } = owning(visit('one', at(10)));
    const over = visit('one', at(10), { state: 'cancelled' });
    const unplaced = visit('one', at(10), { providerId: null, unplaced: true });
    for (const claims of [[over], [unplaced], []])
      expect(faultsOf({ claims, cells })).toMatch(/kept by one, which is nothing live/);
    const expired = cells.map((each) => ({ ...each, expiresAt: nowMs }));
    expect(faultsOf({ claims: [], cells: expired })).toBe('');
  });

  it('see a way that nobody makes in time, within a day only (AV-3)', () => {
    const pipe = { endAt: at(10, 45) };
    const near = owning(visit('one', at(10), pipe), visit('two', at(11)));
    expect(faultsOf(near)).toBe('');
    const far = owning(visit('one', at(10), pipe), visit('two', at(11), { pincode: '560002' }));
    expect(faultsOf(far)).toMatch(/nobody gets from .*one.* to .*two/);
  });

  it('see a ninth job of a day (AV-2)', () => {
    const jobs = Array.from({ length: 9 }, (_, nth) => visit(`job${nth}`, at(8 + nth)));
    expect(faultsOf(owning(...jobs.slice(0, 8)))).toBe('');
    expect(faultsOf(owning(...jobs))).toMatch(/9 jobs on 2026-03-11 for p/);
  });

  it('see a second hold of one customer, and a booking with neither plumber nor mark (HB-1, HB-2)', () => {
    const hold = { kind: 'hold', state: 'hold', customerId: 'asha', endsAt: nowMs + 1 } as const;
    expect(faultsOf(owning(visit('one', at(10), hold), visit('two', at(12), hold)))).toMatch(
      /asha has 2 holds/,
    );
    expect(faultsOf({ claims: [visit('one', at(10), { providerId: null })], cells: [] })).toMatch(
      /not unplaced/,
    );
  });

  it('count a hold as nothing at the very instant of its end (HB-1)', () => {
    const hold = visit('one', at(10), { kind: 'hold', state: 'hold', endsAt: nowMs });
    expect([keepsTime(hold, nowMs - 1), keepsTime(hold, nowMs)]).toEqual([true, false]);
  });

  it('know who is free: by hours, notice, neighbours and cap (AV-2)', () => {
    const rows = owning(visit('one', at(10)));
    const circumstances = { nowMs, noticeMinutes: 60, openMinutes: [540, 1_080] as [number, number] };
    const freeAt = (startAt: number, pincode = '560001', more = {}) =>
      whoIsFree(rows, ['p', 'q'], { startAt, minutes: 30, pincode }, { ...circumstances, ...more });
    expect(freeAt(at(10))).toEqual(['q']);
    expect(freeAt(at(11))).toEqual(['p', 'q']);
    expect(freeAt(at(9), '560002')).toEqual(['p', 'q']);
    expect(freeAt(at(9, 30))).toEqual(['q']);
    expect(freeAt(at(8, 30))).toEqual([]);
    expect(freeAt(at(17, 30))).toEqual(['p', 'q']);
    expect(freeAt(at(18))).toEqual([]);
    expect(freeAt(at(11), '560001', { nowMs: at(10, 1) })).toEqual([]);
    expect(freeAt(at(11), '560001', { nowMs: at(10) })).toEqual(['p', 'q']);
  });
});
