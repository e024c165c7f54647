import { noticeKinds } from './notice-kinds.js';
import { isAwaited } from './notice-schedule.rule.js';

const booking = { state: 'assigned', scheduleVersion: 3 };
const ofTheTime = [
  'booking.reminder_24h',
  'booking.reminder_2h',
  'booking.reschedule_proposed',
  'booking.unplaced',
];

describe('a notice of the time of a booking (NT-3)', () => {
  it.each(ofTheTime)('%s is void when the booking has moved', (kind) => {
    expect(isAwaited(kind, booking, 3)).toBe(true);
    expect(isAwaited(kind, booking, 2)).toBe(false);
    expect(isAwaited(kind, booking, 4)).toBe(false);
  });

  it.each(['pending_payment', 'en_route', 'in_progress', 'completed', 'cancelled', 'no_show', 'expired'])(
    'is void when the booking is %s',
    (state) => {
      for (const kind of ofTheTime) expect(isAwaited(kind, { ...booking, state }, 3)).toBe(false);
    },
  );

  it('is asked how it was only after it was done, whatever the version', () => {
    expect(isAwaited('booking.rating_request', { state: 'completed', scheduleVersion: 3 }, 2)).toBe(true);
    expect(isAwaited('booking.rating_request', { state: 'cancelled', scheduleVersion: 3 }, 3)).toBe(false);
  });

  it('leaves the other kinds alone: what has happened stays true', () => {
    const others = Object.keys(noticeKinds).filter(
      (kind) => !ofTheTime.includes(kind) && kind !== 'booking.rating_request',
    );
    for (const kind of others)
      expect(isAwaited(kind, { state: 'cancelled', scheduleVersion: 9 }, 1)).toBe(true);
  });
});
