import {
  NotificationTemplateEntity,
  NotificationTemplates,
  NotificationsService,
} from '../../src/features/notifications/index.js';
import type { BookingFact } from '../../src/features/notifications/index.js';
import type { BookingCancelledNotice } from '../../src/features/notifications/booking-notices.events.js';
import { noticeTexts } from '../../src/features/notifications/notice-texts.js';
import type { Actor } from '../../src/kernel/actor.js';
import { NotFound } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { NoticesWorld, confirmed } from './notices-world.js';

const slot = '2025-11-22T05:30:00.000Z';
const first = { limit: 20 };

describe('notices of bookings', () => {
  let world: NoticesWorld;
  let notifications: NotificationsService;
  let asha: Actor;
  let ravi: Actor;

  beforeEach(async () => {
    world = await NoticesWorld.open('2025-11-21T05:00:00.000Z');
    notifications = world.get(NotificationsService);
    asha = world.newPerson();
    ravi = world.newPerson({ email: null, mobile: '+919876543211', language: 'hi', firstName: 'रवि' });
  });
  afterEach(() => world.close());

  const tellConfirmed = (booking: BookingFact): Promise<void> =>
    world.tell(confirmed(booking, world.clock.now()));

  function cancelled(userId: string, bookingId: string): BookingCancelledNotice {
    const payload = { bookingId, userId, orderNumber: 'NX-7K3M9QXD', feePaise: 10_000, refundPaise: 60_682 };
    return { name: 'booking.cancelled', aggregateId: bookingId, at: world.clock.now(), payload };
  }

  it('reach the customer by mail, text message and in the app', async () => {
    const booking = world.newBooking(asha.id, slot);
    await tellConfirmed(booking);
    const inbox = await notifications.listInbox();
    expect(inbox.map(({ channel, to, state }) => ({ channel, to, state }))).toEqual(
      expect.arrayContaining([
        { channel: 'email', to: 'asha@example.in', state: 'sent' },
        { channel: 'sms', to: '+919876543210', state: 'sent' },
      ]),
    );
    expect(inbox).toHaveLength(2);
    expect(inbox.find(({ channel }) => channel === 'sms')?.body).toBe(
      `Nexora: AC repair is booked for Sat 22 Nov, 11:00 am. Order ${booking.orderNumber}, total ₹706.82.`,
    );
    expect((await notifications.list(asha, first)).data).toMatchObject([
      { kind: 'booking.confirmed', channel: 'in_app', readAt: null },
    ]);
  });

  it('go only where the person can be reached, in their language', async () => {
    await tellConfirmed(world.newBooking(ravi.id, slot));
    const inbox = await notifications.listInbox();
    expect(inbox.map(({ channel, to }) => ({ channel, to }))).toEqual([
      { channel: 'sms', to: '+919876543211' },
    ]);
    expect(inbox[0]?.body).toContain('की बुकिंग');
  });

  it('are not written for a person or of a booking that is gone', async () => {
    await tellConfirmed(world.newBooking(newId(), slot));
    const gone = world.newBooking(asha.id, slot);
    world.bookings.delete(gone.id);
    await tellConfirmed(gone);
    expect(await world.rows()).toEqual([]);
  });

  it('are sent once for each version of the schedule (NT-3)', async () => {
    const booking = world.newBooking(asha.id, slot);
    await world.tell(confirmed(booking, world.clock.now()), confirmed(booking, world.clock.now()));
    expect(await notifications.listInbox()).toHaveLength(2);
    await tellConfirmed(world.change(booking, { scheduleVersion: 2 }));
    expect(await notifications.listInbox()).toHaveLength(4);
  });

  it('wait until a booking is paid for', async () => {
    const booking = world.newBooking(asha.id, slot, { state: 'pending_payment' });
    await tellConfirmed(booking);
    expect(await world.rows()).toEqual([]);
    await tellConfirmed(world.change(booking, { state: 'confirmed' }));
    expect(await world.rows()).toHaveLength(3);
  });

  it('tell what a cancellation costs and gives back', async () => {
    await world.tell(cancelled(asha.id, newId()));
    const sms = (await notifications.listInbox()).find(({ channel }) => channel === 'sms');
    expect(sms?.body).toBe('Nexora: order NX-7K3M9QXD is cancelled. Fee ₹100, refund ₹606.82.');
  });

  it('say sorry and what is given for it when the fault was not the customer’s (CX-4)', async () => {
    const event = cancelled(asha.id, newId());
    await world.tell({ ...event, payload: { ...event.payload, feePaise: 0, creditPaise: 10_000 } });
    const sms = (await notifications.listInbox()).find(({ channel }) => channel === 'sms');
    expect(sms?.body).toBe(
      'Nexora: sorry, order NX-7K3M9QXD had to be cancelled. Refund ₹606.82, and ₹100 in your wallet for the trouble.',
    );
  });

  it('are listed newest first, page by page, without gaps or repeats', async () => {
    for (let n = 0; n < 5; n += 1) await tellConfirmed(world.newBooking(asha.id, slot));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await notifications.list(asha, { limit: 2, cursor });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  });

  it('are read by their own person only, and keep the first time', async () => {
    for (let n = 0; n < 2; n += 1) await tellConfirmed(world.newBooking(asha.id, slot));
    const [newest] = (await notifications.list(asha, first)).data;
    const id = newest?.id ?? '';
    await expect(notifications.read(ravi, id)).rejects.toThrow(NotFound);
    expect(await notifications.countUnread(asha)).toBe(2);
    const readAt = world.clock.now();
    await notifications.read(asha, id);
    world.clock.advance(60_000);
    expect((await notifications.read(asha, id)).readAt).toEqual(readAt);
    expect(await notifications.countUnread(asha)).toBe(1);
    expect(await notifications.readAll(ravi)).toBe(0);
    expect(await notifications.readAll(asha)).toBe(1);
    expect(await notifications.countUnread(asha)).toBe(0);
  });

  it('are put away by their own person only, for good, and are not written again', async () => {
    const booking = world.newBooking(asha.id, slot);
    await tellConfirmed(booking);
    const id = (await notifications.list(asha, first)).data[0]?.id ?? '';
    await expect(notifications.putAway(ravi, id)).rejects.toThrow(NotFound);
    await notifications.putAway(asha, id);
    await notifications.putAway(asha, id);
    await tellConfirmed(booking);
    expect((await notifications.list(asha, first)).data).toEqual([]);
    expect(await notifications.countUnread(asha)).toBe(0);
    await expect(notifications.read(asha, id)).rejects.toThrow(NotFound);
    const mail = (await world.rows()).find(({ channel }) => channel === 'email');
    await expect(notifications.putAway(asha, mail?.id ?? '')).rejects.toThrow(NotFound);
  });

  it('keep the wordings that people have edited', async () => {
    const edited = { kind: 'booking.cancelled', channel: 'sms' as const, language: 'en' };
    const change = { body: 'Gone: {#orderNumber#}' };
    await world.work.run((tx) => tx.getRepository(NotificationTemplateEntity).update(edited, change));
    await world.work.run((tx) => world.get(NotificationTemplates).ensure(tx));
    const all = await world.work.read((reader) => reader.getRepository(NotificationTemplateEntity).find());
    expect(all).toHaveLength(noticeTexts.length);
    expect(
      all.find(({ kind, channel, language }) => `${kind}${channel}${language}` === 'booking.cancelledsmsen')
        ?.body,
    ).toBe('Gone: {#orderNumber#}');
  });

  it('refuse an SMS whose text is not the registered one, and send the others (NT-4)', async () => {
    const edited = { kind: 'booking.cancelled', channel: 'sms' as const, language: 'en' };
    const change = { body: 'Gone: {#orderNumber#}' };
    await world.work.run((tx) => tx.getRepository(NotificationTemplateEntity).update(edited, change));
    await world.tell(cancelled(asha.id, newId()));
    const rows = await world.rows();
    expect(rows.map(({ channel, state, failure }) => [channel, state, failure])).toEqual(
      expect.arrayContaining([
        ['sms', 'failed', 'notice.text_unregistered'],
        ['email', 'sent', null],
        ['in_app', 'sent', null],
      ]),
    );
    expect((await world.jobs()).filter(({ state }) => state !== 'done')).toEqual([]);
  });
});

it('shows no inbox in production', async () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const world = await NoticesWorld.open(slot, {
    environment: { NODE_ENV: 'production', ENCRYPTION_KEY: key },
  });
  await expect(world.get(NotificationsService).listInbox()).rejects.toThrow(NotFound);
  await world.close();
});
