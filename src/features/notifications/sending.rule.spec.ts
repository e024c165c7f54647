import fc from 'fast-check';
import { DateTime } from 'luxon';
import { minuteOfDay } from '../../kernel/calendar.js';
import { noticeCategories } from './notice-kinds.js';
import type { Departure } from './sending.rule.js';
import { judgeDeparture } from './sending.rule.js';

const zone = 'Asia/Kolkata';
const at = (time: string): Date => DateTime.fromISO(`2025-11-21T${time}`, { zone }).toJSDate();
const departure = (change: Partial<Departure>): Departure => ({
  ...{ category: 'bookings', now: at('12:00'), zone, validUntil: null },
  ...{ isOn: true, hasAgreedToOffers: false, isOverdue: false },
  ...change,
});
const local = (instant: Date): string => DateTime.fromJSDate(instant, { zone }).toFormat('dd HH:mm');

describe('whether a notice leaves', () => {
  it('lets codes and news of a booking leave at any hour', () => {
    for (const category of ['account', 'invoices', 'bookings', 'payments'] as const)
      expect(judgeDeparture(departure({ category, now: at('02:00') }))).toEqual({ act: 'send' });
  });

  it.each([
    ['reminders', '20:59', 'send'],
    ['reminders', '21:00', '22 08:00'],
    ['reminders', '07:59', '21 08:00'],
    ['reminders', '08:00', 'send'],
    ['feedback', '22:30', '22 08:00'],
  ] as const)('lets %s of %s wait for the day (NT-2)', (category, time, expected) => {
    const verdict = judgeDeparture(departure({ category, now: at(time) }));
    expect(verdict.act === 'wait' ? local(verdict.until) : verdict.act).toBe(expected);
  });

  it.each([
    ['09:59', '21 10:00'],
    ['10:00', 'send'],
    ['20:59', 'send'],
    ['21:00', '22 10:00'],
  ])('lets offers leave from 10:00 to 21:00 only: %s (NT-4)', (time, expected) => {
    const offer = { category: 'promotions', hasAgreedToOffers: true, now: at(time) } as const;
    const verdict = judgeDeparture(departure(offer));
    expect(verdict.act === 'wait' ? local(verdict.until) : verdict.act).toBe(expected);
  });

  it('lets no offer leave without consent, at whatever hour (NT-4)', () => {
    for (const time of ['03:00', '12:00', '22:00'])
      expect(judgeDeparture(departure({ category: 'promotions', now: at(time) }))).toEqual({
        act: 'drop',
        because: 'notice.without_consent',
      });
  });

  it.each([
    [{ isOn: false }, 'notice.switched_off'],
    [{ isOverdue: true }, 'notice.booking_moved'],
    [{ validUntil: at('12:00') }, 'notice.expired'],
  ] as const)('drops what nobody wants any more: %j', (change, because) => {
    expect(judgeDeparture(departure(change))).toEqual({ act: 'drop', because });
  });

  it('drops what would be of no use after its wait', () => {
    const late = { category: 'reminders', now: at('21:30'), validUntil: at('23:00') } as const;
    expect(judgeDeparture(departure(late))).toEqual({ act: 'drop', because: 'notice.expired' });
  });

  it('waits once: when the wait is over, nothing but a change of mind holds it', () => {
    const cases = fc.record({
      category: fc.constantFrom(...noticeCategories),
      now: fc.date({ min: at('00:00'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true }),
      hasAgreedToOffers: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, (given) => {
        const verdict = judgeDeparture(departure(given));
        if (verdict.act !== 'wait') return;
        expect(verdict.until.getTime()).toBeGreaterThan(given.now.getTime());
        expect(verdict.until.getTime() - given.now.getTime()).toBeLessThanOrEqual(13 * 3_600_000);
        expect(judgeDeparture(departure({ ...given, now: verdict.until }))).toEqual({ act: 'send' });
      }),
    );
  });

  it('disturbs nobody at night but for what they asked for or must know', () => {
    const night = fc.integer({ min: 21 * 60, max: 32 * 60 - 1 }).map((minute) => minute % 1440);
    fc.assert(
      fc.property(night, fc.constantFrom('reminders', 'feedback', 'promotions'), (minute, category) => {
        const now = DateTime.fromISO('2025-11-21', { zone }).plus({ minutes: minute }).toJSDate();
        expect(minuteOfDay(now, zone)).toBe(minute);
        expect(judgeDeparture(departure({ category, now, hasAgreedToOffers: true })).act).toBe('wait');
      }),
    );
  });
});
