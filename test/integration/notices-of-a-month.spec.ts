import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { BookingFact } from '../../src/features/notifications/index.js';
import type { NotificationEntity } from '../../src/features/notifications/index.js';
import { reminderTimes } from '../../src/features/notifications/reminder-times.rule.js';
import type { Actor } from '../../src/kernel/actor.js';
import { minuteOfDay } from '../../src/kernel/calendar.js';
import { NoticesWorld, confirmed, transitioned } from './notices-world.js';

const zone = 'Asia/Kolkata';
const hourMs = 3_600_000;
const at = (text: string): Date => DateTime.fromISO(text, { zone }).toJSDate();
const local = (instant: Date | null): string | null =>
  instant && DateTime.fromJSDate(instant, { zone }).toFormat('dd HH:mm');

describe('the notices around one visit (NT-1)', () => {
  let world: NoticesWorld;
  let asha: Actor;

  beforeEach(async () => {
    world = await NoticesWorld.open(at('2025-11-20T10:00').toISOString());
    asha = world.newPerson();
  });
  afterEach(() => world.close());

  const said = async (channel: string): Promise<[string, string | null][]> =>
    (await world.rows())
      .filter((each) => each.channel === channel && each.state === 'sent')
      .map(({ kind, sentAt }) => [kind.replace('booking.', ''), local(sentAt)]);
  const step = async (booking: BookingFact, event: string, change: Partial<BookingFact>, when: string) => {
    await world.passUntil(at(when));
    const moved = world.change(booking, change);
    await world.tell(transitioned(moved, event, at(when)));
    return moved;
  };

  it('come each at its hour, from the confirmation to the question how it was', async () => {
    let booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    await world.tell(confirmed(booking, world.clock.now()));
    booking = await step(booking, 'assign', { state: 'assigned' }, '2025-11-20T10:01');
    booking = await step(booking, 'depart', { state: 'en_route' }, '2025-11-22T13:30');
    booking = await step(booking, 'arrive', {}, '2025-11-22T13:55');
    booking = await step(booking, 'start', { state: 'in_progress' }, '2025-11-22T14:00');
    await step(
      booking,
      'complete',
      { state: 'completed', completedAt: at('2025-11-22T15:10') },
      '2025-11-22T15:10',
    );
    await world.passUntil(at('2025-11-30T00:00'));
    const sms = [
      ['confirmed', '20 10:00'],
      ['reminder_24h', '21 14:00'],
      ['reminder_2h', '22 12:00'],
      ['on_the_way', '22 13:30'],
      ['invoice', '22 15:10'],
      ['rating_request', '22 16:10'],
    ];
    expect(await said('sms')).toEqual(sms);
    expect(await said('email')).toEqual(sms.filter(([kind]) => kind !== 'on_the_way'));
    expect(await said('in_app')).toEqual([sms[0], ['provider_assigned', '20 10:01'], ...sms.slice(1)]);
  });

  it('link to the booking where a time is to be confirmed or changed', async () => {
    const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    await world.tell(confirmed(booking, world.clock.now()));
    await world.passUntil(at('2025-11-21T14:00'));
    const [mail, sms] = ['email', 'sms'].map(async (channel) =>
      (await world.rows()).find((each) => each.kind === 'booking.reminder_24h' && each.channel === channel),
    );
    expect((await mail)?.body).toContain(`http://localhost:3000/bookings/${booking.id}/confirm`);
    expect((await mail)?.body).toContain(`http://localhost:3000/bookings/${booking.id}/reschedule`);
    expect((await sms)?.body).toContain(`nexora.example/b/${booking.orderNumber}`);
  });

  it('ask how it was in the morning when the hour has gone into the night (NT-2)', async () => {
    let booking = world.newBooking(asha.id, at('2025-11-20T19:30'), { state: 'in_progress' });
    booking = await step(
      booking,
      'complete',
      { state: 'completed', completedAt: at('2025-11-20T20:45') },
      '2025-11-20T20:45',
    );
    await world.passUntil(at('2025-11-22T00:00'));
    expect(await said('sms')).toEqual([
      ['invoice', '20 20:45'],
      ['rating_request', '21 08:00'],
    ]);
    expect(booking.state).toBe('completed');
  });

  it('tell of the new time, and of the old one no more, when a booking has moved (NT-3)', async () => {
    const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    await world.tell(confirmed(booking, world.clock.now()));
    await step(
      booking,
      'reschedule',
      { slotStartAt: at('2025-11-24T10:00'), scheduleVersion: 2 },
      '2025-11-21T13:59',
    );
    await world.passUntil(at('2025-11-24T09:00'));
    expect(await said('sms')).toEqual([
      ['confirmed', '20 10:00'],
      ['rescheduled', '21 13:59'],
      ['reminder_24h', '23 10:00'],
      ['reminder_2h', '24 08:00'],
    ]);
    const told = (await world.rows()).filter(({ kind }) => kind.includes('reminder'));
    for (const { body, scheduleVersion } of told) {
      expect(body).not.toContain('Sat 22 Nov');
      expect(scheduleVersion).toBe(2);
    }
  });

  it('are void when the booking moves after they were written and before they leave (NT-3)', async () => {
    const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    await world.tell(confirmed(booking, world.clock.now()));
    await world.passUntil(at('2025-11-21T13:59'));
    // The reminders' own job has written them, and the jobs that send them have not run yet.
    world.clock.set(at('2025-11-21T14:00'));
    await world.runDue();
    world.change(booking, { scheduleVersion: 2, slotStartAt: at('2025-11-25T14:00') });
    await world.settle();
    const told = (await world.rows()).filter(
      ({ kind, channel }) => kind === 'booking.reminder_24h' && channel !== 'in_app',
    );
    expect(told.map(({ state, failure }) => [state, failure])).toEqual([
      ['void', 'notice.booking_moved'],
      ['void', 'notice.booking_moved'],
    ]);
  });

  it.each(['cancelled', 'completed', 'no_show', 'expired'])(
    'remind nobody of a booking that is %s',
    async (state) => {
      const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
      await world.tell(confirmed(booking, world.clock.now()));
      world.change(booking, { state });
      await world.passUntil(at('2025-11-23T00:00'));
      expect(await said('sms')).toEqual([['confirmed', '20 10:00']]);
    },
  );

  it('do not remind late of what is about to begin, after an outage of the jobs (NT-2)', async () => {
    const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    await world.tell(confirmed(booking, world.clock.now()));
    world.clock.set(at('2025-11-22T13:00'));
    await world.settle();
    expect(await said('sms')).toEqual([
      ['confirmed', '20 10:00'],
      ['reminder_2h', '22 13:00'],
    ]);
    world.clock.set(at('2025-11-22T15:00'));
    await world.settle();
    expect(await said('sms')).toHaveLength(2);
  });

  it('tell of money, of a search in vain, of another time proposed, of a missed visit', async () => {
    const booking = world.newBooking(asha.id, at('2025-11-22T14:00'));
    const { id: bookingId } = booking;
    const now = world.clock.now();
    const event = (name: string, payload: object) => ({
      name,
      aggregateId: bookingId,
      at: now,
      payload: { bookingId, ...payload },
    });
    await world.tell(
      transitioned(booking, 'pay', now),
      event('payment.failed', { paymentId: 'p1', amountPaise: 70_682 }),
      event('payment.failed', { paymentId: 'p1', amountPaise: 70_682 }),
      event('refund.done', { refundId: 'r1', amountPaise: 20_000 }),
      event('booking.unplaced_notice', {}),
      event('booking.reschedule_proposed', {
        proposalId: 'proposal',
        proposedStartAt: at('2025-11-23T09:00').toISOString(),
        answerDueAt: at('2025-11-20T12:00').toISOString(),
      }),
      transitioned(booking, 'no_show', now),
      transitioned(booking, 'expire', now),
    );
    const inApp = (await world.rows()).filter(({ channel }) => channel === 'in_app');
    expect(inApp.map(({ kind, body }) => [kind, body.replace(booking.orderNumber, 'NX')])).toEqual([
      ['payment.received', '₹706.82 for order NX has arrived.'],
      ['payment.failed', 'The payment of ₹706.82 for order NX failed. You can try again.'],
      ['payment.refunded', '₹200 for order NX has been refunded.'],
      [
        'booking.unplaced',
        'Nobody is free yet for AC repair on Sat 22 Nov, 2:00 pm. Choose another time or cancel free of charge. Order NX.',
      ],
      [
        'booking.reschedule_proposed',
        'Your expert proposes Sun 23 Nov, 9:00 am for AC repair. Please accept or decline within two hours. Order NX.',
      ],
      ['booking.no_show', 'AC repair on Sat 22 Nov, 2:00 pm did not take place. Order NX.'],
      ['booking.payment_expired', 'AC repair on Sat 22 Nov, 2:00 pm was not paid in time. Order NX.'],
    ]);
  });
});

type Fate = 'done' | 'cancelled' | 'moved' | 'moved and cancelled';

interface Life {
  bookedAt: Date;
  slotAt: Date;
  fate: Fate;
  /** Share of the time to the slot after which it moves or ends. */
  turnsAfter: number;
  moveHours: number;
}

const lives = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 29 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    ahead: fc.integer({ min: 1, max: 7 }),
    start: fc.integer({ min: 0, max: 23 }),
    fate: fc.constantFrom<Fate>('done', 'cancelled', 'moved', 'moved and cancelled'),
    turnsAfter: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    moveHours: fc.integer({ min: 1, max: 72 }),
  }),
  { minLength: 40, maxLength: 40 },
);

describe('a month of bookings (NT-1, NT-2, NT-3)', () => {
  it('brings each notice that is due exactly once by each channel, and no other', async () => {
    const [sample = []] = fc.sample(lives, 1);
    const month = DateTime.fromISO('2025-11-01', { zone });
    const lived = sample.map(({ day, minute, ahead, start, ...rest }): Life => ({
      ...rest,
      bookedAt: month.plus({ days: day, minutes: minute }).toJSDate(),
      slotAt: month.plus({ days: day + ahead, hours: 8, minutes: start * 30 }).toJSDate(),
    }));
    const world = await NoticesWorld.open(month.toUTC().toISO() ?? '');
    const acts: { when: Date; act: () => Promise<void> }[] = [];
    const expected: string[] = [];
    for (const life of lived) {
      const { bookedAt, slotAt, fate, turnsAfter, moveHours } = life;
      const person = world.newPerson();
      let booking: BookingFact;
      const expectAll = (kind: string): void => {
        for (const channel of ['email', 'sms', 'in_app']) expected.push(`${person.id} ${kind} ${channel}`);
      };
      const expectReminders = (slotStartAt: Date, from: Date, until: Date, version: number): void => {
        for (const each of reminderTimes(slotStartAt, from, zone))
          if (each.at < until) expectAll(`${each.kind} v${version}`);
      };
      const turnAt = new Date(bookedAt.getTime() + (slotAt.getTime() - bookedAt.getTime()) * turnsAfter);
      const movedTo = new Date(slotAt.getTime() + moveHours * hourMs);
      const cancelAt = new Date(turnAt.getTime() + (movedTo.getTime() - turnAt.getTime()) / 2);
      const doneAt = new Date((fate === 'done' ? slotAt : movedTo).getTime() + hourMs);
      acts.push({
        when: bookedAt,
        act: () => {
          booking = world.newBooking(person.id, slotAt);
          return world.tell(confirmed(booking, bookedAt));
        },
      });
      expectAll('booking.confirmed v1');
      const end = (when: Date): void => {
        acts.push({
          when,
          act: () => {
            booking = world.change(booking, { state: 'cancelled' });
            const { id, userId, orderNumber } = booking;
            const payload = { bookingId: id, userId, orderNumber, feePaise: 0, refundPaise: 0 };
            return world.tell({ name: 'booking.cancelled', aggregateId: id, at: when, payload });
          },
        });
        expectAll('booking.cancelled v-');
      };
      const finish = (version: number): void => {
        acts.push({
          when: doneAt,
          act: () => {
            booking = world.change(booking, { state: 'completed', completedAt: doneAt });
            return world.tell(transitioned(booking, 'complete', doneAt));
          },
        });
        expectAll(`booking.invoice v${version}`);
        expectAll(`booking.rating_request v${version}`);
      };
      const move = (): void => {
        acts.push({
          when: turnAt,
          act: () => {
            booking = world.change(booking, { slotStartAt: movedTo, scheduleVersion: 2 });
            return world.tell(transitioned(booking, 'reschedule', turnAt));
          },
        });
        expectAll('booking.rescheduled v2');
      };
      if (fate === 'done') {
        expectReminders(slotAt, bookedAt, slotAt, 1);
        finish(1);
      } else if (fate === 'cancelled') {
        expectReminders(slotAt, bookedAt, turnAt, 1);
        end(turnAt);
      } else {
        expectReminders(slotAt, bookedAt, turnAt, 1);
        move();
        expectReminders(movedTo, turnAt, fate === 'moved' ? movedTo : cancelAt, 2);
        if (fate === 'moved') finish(2);
        else end(cancelAt);
      }
    }
    for (const { when, act } of acts.toSorted((a, b) => a.when.getTime() - b.when.getTime())) {
      await world.passUntil(when);
      await act();
    }
    await world.passUntil(month.plus({ days: 60 }).toJSDate());
    const rows = await world.rows();
    const seen = rows.map(
      ({ userId, kind, channel, scheduleVersion }) =>
        `${userId} ${kind} v${scheduleVersion ?? '-'} ${channel}`,
    );
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(rows.filter(({ state }) => state !== 'sent')).toEqual([]);
    expect(rows.filter((each) => isAtNight(each))).toEqual([]);
    expect((await world.jobs()).filter(({ state }) => state !== 'done')).toEqual([]);
    await world.close();
  });
});

/** NT-2: reminders and questions leave by day. */
function isAtNight({ kind, channel, sentAt }: NotificationEntity): boolean {
  if (!/reminder|rating/.test(kind) || channel === 'in_app' || !sentAt) return false;
  const minute = minuteOfDay(sentAt, zone);
  return minute < 8 * 60 || minute >= 21 * 60;
}
