import fc from 'fast-check';
import { atMinute, hoursBetween } from '../../../kernel/calendar.js';
import { cellsOf } from './cells.js';
import type { ProviderEngagement, ProviderSchedule } from '../../providers/index.js';
import type { SlotQuery } from './slot-engine.js';
import { checkProvider, gridStarts, isGridStart, offerSlots, placeJob, slotAt } from './slot-engine.js';

const zone = 'Asia/Kolkata';
const monday = '2026-03-09';
const tuesday = '2026-03-10';
const minute = 60_000;
/** The instant of a wall-clock time `HH:MM` on a day. */
const at = (time: string, date = tuesday): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return atMinute(date, (hours ?? 0) * 60 + (minutes ?? 0), zone);
};
const engaged = (
  from: string,
  to: string,
  pincode = '560001',
  city = 'Bangalore',
  date = tuesday,
): ProviderEngagement => ({
  startAt: at(from, date),
  endAt: at(to, date),
  pincode,
  city,
});

const eightToEight = hoursBetween('2026-03-08', '2026-03-20', {
  zone,
  weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    startMinute: 480,
    endMinute: 1_200,
  })),
});

function provider(over: Partial<ProviderSchedule> = {}): ProviderSchedule {
  return {
    id: 'p1',
    isActive: true,
    isVerified: true,
    skills: new Set(['ac']),
    pincodes: new Set(['560001']),
    hours: eightToEight,
    leave: [],
    engagements: [],
    jobsOn: new Map(),
    ...over,
  };
}

function query(over: Partial<SlotQuery> = {}): SlotQuery {
  return {
    now: new Date(at('09:00', monday)),
    zone,
    noticeMinutes: 60,
    horizonDays: 7,
    skill: 'ac',
    pincode: '560001',
    city: 'Bangalore',
    durationMinutes: 60,
    dailyCap: 8,
    from: tuesday,
    to: tuesday,
    providers: [provider()],
    ...over,
  };
}

const slot = (time: string, over: Partial<SlotQuery> = {}, date = tuesday) =>
  slotAt(at(time, date), query(over));
const reasonsFor = (time: string, who: Partial<ProviderSchedule>, over: Partial<SlotQuery> = {}) =>
  slot(time, { providers: [provider(who)], ...over }).reasons;

describe('the grid', () => {
  it('has a start every half hour from 08:00 to 19:30', () => {
    const starts = gridStarts(tuesday, zone);
    expect(starts).toHaveLength(24);
    expect(starts[0]).toBe(at('08:00'));
    expect(starts.at(-1)).toBe(at('19:30'));
    expect(isGridStart(at('11:30'), zone)).toBe(true);
    expect(isGridStart(at('11:15'), zone)).toBe(false);
    expect(isGridStart(at('07:30'), zone)).toBe(false);
    expect(isGridStart(at('20:00'), zone)).toBe(false);
    expect(isGridStart(at('11:30') + 1, zone)).toBe(false);
    expect(isGridStart(new Date('9999-12-31T23:30:00Z'), zone)).toBe(false);
  });

  it('keeps its wall-clock times where clocks change, without the starts they skip', () => {
    const night = { firstMinute: 0, lastMinute: 240, stepMinutes: 30 };
    expect(gridStarts('2026-03-08', 'America/New_York', night)).toHaveLength(7);
    expect(gridStarts('2026-03-08', 'America/New_York')[0]).toBe(Date.parse('2026-03-08T12:00:00Z'));
    expect(gridStarts('2026-03-07', 'America/New_York')[0]).toBe(Date.parse('2026-03-07T13:00:00Z'));
  });
});

describe('the booking window', () => {
  it('passes at exactly the notice and not a millisecond later', () => {
    const now = new Date(at('09:00'));
    expect(slot('10:00', { now }).available).toBe(true);
    expect(slot('10:00', { now: new Date(now.getTime() + 1) }).reasons).toEqual(['NOTICE']);
    expect(slot('09:30', { now, noticeMinutes: 0 }).available).toBe(true);
    expect(slot('08:30', { now, noticeMinutes: 0 }).reasons).toEqual(['NOTICE']);
  });

  it('ends with the last day of the horizon', () => {
    expect(slot('18:00', {}, '2026-03-16').available).toBe(true);
    expect(slot('08:00', {}, '2026-03-17').reasons).toEqual(['HORIZON']);
    expect(slot('08:00', { horizonDays: 8 }, '2026-03-17').available).toBe(true);
  });

  it('is closed on a holiday of the city', () => {
    expect(slot('11:00', { holidaysOn: [tuesday] }).reasons).toEqual(['CLOSED']);
  });
});

describe('a slot', () => {
  it('counts exactly the providers who can take it', () => {
    const providers = [
      provider({ id: 'free' }),
      provider({ id: 'busy', engagements: [engaged('11:00', '12:00')] }),
      provider({ id: 'also-free' }),
    ];
    expect(slot('11:00', { providers })).toEqual({
      startAt: new Date(at('11:00')),
      endAt: new Date(at('12:00')),
      available: true,
      remaining: 2,
      reasons: [],
      providerIds: ['free', 'also-free'],
    });
  });

  it('is refused for want of a provider who is active, verified, in the pincode and not blocked', () => {
    for (const who of [{ isActive: false }, { isVerified: false }, { pincodes: new Set(['560002']) }]) {
      expect(reasonsFor('11:00', who)).toEqual(['NO_PROVIDER']);
    }
    expect(slot('11:00', { blockedProviderIds: new Set(['p1']) }).reasons).toEqual(['NO_PROVIDER']);
    expect(slot('11:00', { providers: [] }).reasons).toEqual(['NO_PROVIDER']);
  });

  it('is refused for want of the skill', () => {
    expect(reasonsFor('11:00', { skills: new Set(['plumbing']) })).toEqual(['NO_SKILL']);
  });

  it('needs working hours over the whole service, though not over the buffer', () => {
    expect(slot('19:00').available).toBe(true);
    expect(slot('19:30').reasons).toEqual(['CLOSED']);
    expect(slot('17:00', { durationMinutes: 240 }).reasons).toEqual(['CLOSED']);
    expect(slot('16:00', { durationMinutes: 240 }).available).toBe(true);
  });

  it('is refused when leave touches any part of the service', () => {
    const leave = [{ startAt: at('12:30'), endAt: at('13:00') }];
    expect(reasonsFor('11:30', { leave })).toEqual([]);
    expect(reasonsFor('12:00', { leave })).toEqual(['LEAVE']);
    expect(reasonsFor('11:00', { leave }, { durationMinutes: 240 })).toEqual(['LEAVE']);
    expect(reasonsFor('13:00', { leave })).toEqual([]);
  });

  it('is busy under another job and wants fifteen minutes after it', () => {
    const engagements = [engaged('11:00', '12:00')];
    expect(reasonsFor('11:30', { engagements })).toEqual(['BUSY']);
    expect(reasonsFor('12:00', { engagements })).toEqual(['BUFFER']);
    expect(reasonsFor('12:30', { engagements })).toEqual([]);
    expect(reasonsFor('10:00', { engagements })).toEqual(['BUFFER']);
    expect(reasonsFor('09:30', { engagements })).toEqual([]);
    expect(reasonsFor('10:00', { engagements }, { durationMinutes: 45 })).toEqual([]);
  });

  it('wants half an hour to the next job elsewhere in the city, on either side', () => {
    const elsewhere = [engaged('11:00', '12:00', '560002')];
    expect(reasonsFor('12:30', { engagements: elsewhere })).toEqual([]);
    expect(reasonsFor('09:30', { engagements: elsewhere })).toEqual([]);
    expect(reasonsFor('10:00', { engagements: elsewhere }, { durationMinutes: 45 })).toEqual(['BUFFER']);
    const later = [engaged('11:00', '12:15', '560002')];
    expect(reasonsFor('12:30', { engagements: later })).toEqual(['BUFFER']);
    expect(reasonsFor('12:30', { engagements: [engaged('11:00', '12:15')] })).toEqual([]);
  });

  it('keeps the buffer of jobs that end off the quarter, and a longer buffer where one is set', () => {
    expect(reasonsFor('12:30', { engagements: [engaged('11:00', '12:20')] })).toEqual(['BUFFER']);
    expect(reasonsFor('12:30', { engagements: [engaged('11:00', '12:15')] })).toEqual([]);
    const engagements = [engaged('11:00', '12:00')];
    expect(reasonsFor('12:30', { engagements }, { bufferMinutes: 30 })).toEqual([]);
    expect(reasonsFor('12:30', { engagements }, { bufferMinutes: 45 })).toEqual(['BUFFER']);
  });

  it('keeps the buffer across midnight, while travel is a matter of one day', () => {
    const hours = [{ startAt: at('00:00', monday), endAt: at('00:00', '2026-03-12') }];
    const late = (city: string): ProviderEngagement[] => [
      engaged('22:30', '23:45', city === 'Pune' ? '411001' : '560001', city, monday),
    ];
    expect(reasonsFor('00:00', { hours, engagements: late('Bangalore') })).toEqual([]);
    expect(reasonsFor('00:00', { hours, engagements: late('Pune') })).toEqual([]);
    const later = [
      { ...engaged('22:30', '23:45', '560001', 'Bangalore', monday), endAt: at('23:55', monday) },
    ];
    expect(reasonsFor('00:00', { hours, engagements: later })).toEqual(['BUFFER']);
  });

  it('is never offered beside a job in another city on the same day', () => {
    const engagements = [engaged('08:00', '09:00', '411001', 'Pune')];
    expect(reasonsFor('18:00', { engagements })).toEqual(['BUFFER']);
    expect(slot('18:00', { providers: [provider({ engagements })] }, '2026-03-11').available).toBe(true);
  });

  it('looks only at the nearest job on either side', () => {
    const engagements = [engaged('08:00', '09:00', '411001', 'Pune'), engaged('10:00', '11:00')];
    expect(reasonsFor('18:00', { engagements })).toEqual([]);
  });

  it('is refused when the day is full', () => {
    expect(reasonsFor('11:00', { jobsOn: new Map([[tuesday, 7]]) })).toEqual([]);
    expect(reasonsFor('11:00', { jobsOn: new Map([[tuesday, 8]]) })).toEqual(['CAP']);
    expect(reasonsFor('11:00', { jobsOn: new Map([[monday, 8]]) })).toEqual([]);
  });

  it('tells every reason met among those who might have come, in a fixed order', () => {
    const providers = [
      provider({ id: 'full', jobsOn: new Map([[tuesday, 8]]) }),
      provider({ id: 'busy', engagements: [engaged('11:00', '12:00')] }),
      provider({ id: 'away', leave: [{ startAt: at('08:00'), endAt: at('20:00') }] }),
      provider({ id: 'unskilled', skills: new Set() }),
    ];
    expect(slot('11:00', { providers }).reasons).toEqual(['LEAVE', 'BUSY', 'CAP']);
  });
});

/** AV-2 and AV-3 said again minute by minute, without intervals. */
function canTake(who: ProviderSchedule, startAt: number, durationMinutes: number, pincode: string): boolean {
  const minutes = (from: number, to: number): number[] =>
    Array.from({ length: (to - from) / minute }, (_, step) => from + step * minute);
  const works = minutes(startAt, startAt + durationMinutes * minute).every(
    (now) =>
      who.hours.some((open) => open.startAt <= now && now < open.endAt) &&
      !who.leave.some((off) => off.startAt <= now && now < off.endAt),
  );
  const taken = new Set(
    who.engagements.flatMap((each) => cellsOf(each.startAt, (each.endAt - each.startAt) / minute)),
  );
  const cellsFree = cellsOf(startAt, durationMinutes).every((cell) => !taken.has(cell));
  const need = (each: ProviderEngagement): number =>
    each.pincode === pincode ? 10 : each.city === 'Bangalore' ? 30 : 1e9;
  const endAt = startAt + durationMinutes * minute;
  const past = who.engagements.filter((each) => each.endAt <= startAt).sort((a, b) => b.endAt - a.endAt)[0];
  const next = who.engagements
    .filter((each) => each.startAt >= endAt)
    .sort((a, b) => a.startAt - b.startAt)[0];
  const reaches =
    (past === undefined || (startAt - past.endAt) / minute >= need(past)) &&
    (next === undefined || (next.startAt - endAt) / minute >= need(next));
  return works && cellsFree && reaches && (who.jobsOn.get(tuesday) ?? 0) < 8;
}

const step = (count: number) => fc.integer({ min: 0, max: count });
const someProvider = fc
  .record({
    jobs: fc.array(
      fc.record({
        start: step(47),
        quarters: fc.integer({ min: 1, max: 8 }),
        place: fc.constantFrom(['560001', 'Bangalore'], ['560002', 'Bangalore'], ['411001', 'Pune']),
      }),
      { maxLength: 4 },
    ),
    opens: step(16),
    closes: fc.integer({ min: 30, max: 48 }),
    offFrom: step(48),
    offQuarters: step(4),
    jobsThatDay: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ jobs, opens, closes, offFrom, offQuarters, jobsThatDay }): ProviderSchedule => {
    const quarter = (count: number): number => at('08:00') + count * 15 * minute;
    const engagements: ProviderEngagement[] = [];
    for (const { start, quarters, place } of jobs) {
      const [startAt, endAt] = [quarter(start), quarter(start + quarters)];
      const isApart = engagements.every((other) => endAt <= other.startAt || other.endAt <= startAt);
      if (isApart) engagements.push({ startAt, endAt, pincode: place[0] ?? '', city: place[1] ?? '' });
    }
    return provider({
      engagements,
      hours: [{ startAt: quarter(opens), endAt: quarter(closes) }],
      leave: [{ startAt: quarter(offFrom), endAt: quarter(offFrom + offQuarters) }],
      jobsOn: new Map([[tuesday, jobsThatDay]]),
    });
  });

describe('the engine', () => {
  it('agrees with the rule said minute by minute', () => {
    let offered = 0;
    fc.assert(
      fc.property(someProvider, fc.integer({ min: 1, max: 16 }), (who, quarters) => {
        const durationMinutes = quarters * 15;
        for (const each of offerSlots(query({ durationMinutes, providers: [who] }))) {
          const expected = canTake(who, each.startAt.getTime(), durationMinutes, '560001');
          expect([each.startAt.toISOString(), each.available]).toEqual([
            each.startAt.toISOString(),
            expected,
          ]);
          expect(each.reasons.length === 0).toBe(expected);
          if (expected) offered += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(offered).toBeGreaterThan(1_000);
  });

  it('offers a start exactly when the check used inside the transaction passes', () => {
    fc.assert(
      fc.property(fc.array(someProvider, { minLength: 1, maxLength: 5 }), (list) => {
        const providers = list.map((each, index) => ({ ...each, id: `p${index}` }));
        const asked = query({ providers });
        for (const each of offerSlots(asked)) {
          const job = placeJob(asked, each.startAt);
          const winners = providers
            .filter((who) => checkProvider(who, job).length === 0)
            .map((who) => who.id);
          expect(each.providerIds).toEqual(winners);
          expect(each.remaining).toBe(winners.length);
        }
      }),
    );
  });

  it('fills a provider with jobs that never share a cell', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step(23), fc.integer({ min: 1, max: 16 })), { maxLength: 20 }),
        (wishes) => {
          let who = provider();
          for (const [start, quarters] of wishes) {
            const startAt = gridStarts(tuesday, zone)[start] ?? 0;
            const job = placeJob(query({ durationMinutes: quarters * 15 }), startAt);
            if (checkProvider(who, job).length > 0) continue;
            who = {
              ...who,
              engagements: [...who.engagements, { ...job.service, pincode: '560001', city: 'Bangalore' }],
            };
          }
          const cells = who.engagements.flatMap((each) =>
            cellsOf(each.startAt, (each.endAt - each.startAt) / minute),
          );
          expect(new Set(cells).size).toBe(cells.length);
        },
      ),
    );
  });

  it('covers every start of every day asked for', () => {
    const slots = offerSlots(query({ from: monday, to: '2026-03-17' }));
    expect(slots).toHaveLength(9 * 24);
    expect(slots.filter((each) => each.available).length).toBe(19 + 7 * 23);
  });
});
