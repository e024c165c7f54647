import fc from 'fast-check';
import { DateTime } from 'luxon';
import { minuteOfDay } from '../../kernel/calendar.js';
import { reminderTimes } from './reminder-times.rule.js';

const zone = 'Asia/Kolkata';
const at = (text: string): Date => DateTime.fromISO(text, { zone }).toJSDate();
const said = (slot: string, now: string): [string, string | null][] =>
  reminderTimes(at(slot), at(now), zone).map((each) => [
    each.kind,
    DateTime.fromJSDate(each.at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm"),
  ]);

const hourMs = 3_600_000;
const instants = fc
  .integer({ min: 0, max: 2 * 365 * 24 * 12 })
  .map((fiveMinutes) => new Date(Date.UTC(2025, 0, 1) + fiveMinutes * 300_000));
const zones = fc.constantFrom('Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'UTC');

describe('when a customer is reminded (NT-1, NT-2)', () => {
  it('is 24 and 2 hours before the start', () => {
    expect(said('2025-11-22T14:00', '2025-11-20T10:00')).toEqual([
      ['booking.reminder_24h', '2025-11-21T14:00'],
      ['booking.reminder_2h', '2025-11-22T12:00'],
    ]);
  });

  it('moves from the night to 20:00 the evening before', () => {
    expect(said('2025-11-22T08:00', '2025-11-20T10:00')).toEqual([
      ['booking.reminder_24h', '2025-11-21T08:00'],
      ['booking.reminder_2h', '2025-11-21T20:00'],
    ]);
    expect(said('2025-11-22T23:00', '2025-11-20T10:00')).toEqual([
      ['booking.reminder_24h', '2025-11-21T20:00'],
      ['booking.reminder_2h', '2025-11-22T20:00'],
    ]);
  });

  it.each([
    ['2025-11-22T09:59', '2025-11-21T20:00'],
    ['2025-11-22T10:00', '2025-11-22T08:00'],
    ['2025-11-22T22:59', '2025-11-22T20:59'],
    ['2025-11-22T23:00', '2025-11-22T20:00'],
  ])('takes 21:00 for night and 08:00 for day: %s', (slot, due) => {
    expect(said(slot, '2025-11-20T10:00')[1]).toEqual(['booking.reminder_2h', due]);
  });

  it('leaves out what is past, and what is past by the move', () => {
    expect(said('2025-11-22T14:00', '2025-11-21T14:01').map(([kind]) => kind)).toEqual([
      'booking.reminder_2h',
    ]);
    expect(said('2025-11-22T14:00', '2025-11-21T14:00').map(([kind]) => kind)).toHaveLength(2);
    expect(said('2025-11-22T08:30', '2025-11-21T20:01')).toEqual([]);
    expect(said('2025-11-22T14:00', '2025-11-22T12:01')).toEqual([]);
  });

  it('is never at night, never past, never later than asked, in any zone (NT-2)', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 8 * 24 * 60 }), zones, (slot, minutes, where) => {
        const now = new Date(slot.getTime() - minutes * 60_000);
        const reminders = reminderTimes(slot, now, where);
        for (const { kind, at: due, validUntil } of reminders) {
          const minute = minuteOfDay(due, where);
          expect(minute).toBeGreaterThanOrEqual(8 * 60);
          expect(minute).toBeLessThan(21 * 60);
          expect(due.getTime()).toBeGreaterThanOrEqual(now.getTime());
          const before = kind === 'booking.reminder_24h' ? 24 : 2;
          const asked = slot.getTime() - before * hourMs;
          expect(due.getTime()).toBeLessThanOrEqual(asked);
          // The longest way back is from 07:59 to 20:00, an hour more where the clocks change.
          expect(asked - due.getTime()).toBeLessThanOrEqual(13 * hourMs);
          expect(validUntil.getTime()).toBeLessThanOrEqual(slot.getTime());
          expect(validUntil.getTime()).toBeGreaterThan(due.getTime());
        }
        expect(new Set(reminders.map(({ kind }) => kind)).size).toBe(reminders.length);
      }),
    );
  });

  it('leaves none out that is still to come', () => {
    fc.assert(
      fc.property(instants, zones, (slot, where) => {
        const longBefore = new Date(slot.getTime() - 40 * hourMs);
        expect(reminderTimes(slot, longBefore, where)).toHaveLength(2);
      }),
    );
  });

  it('brings the same reminders later in the day, or fewer', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 600 }),
        (slot, a, b) => {
          const early = new Date(slot.getTime() - (a + b) * 60_000);
          const late = new Date(slot.getTime() - a * 60_000);
          const after = reminderTimes(slot, late, zone);
          expect(reminderTimes(slot, early, zone)).toEqual(expect.arrayContaining(after));
        },
      ),
    );
  });
});
