import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { NoticeWriter } from '../../src/features/notifications/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PostOffice } from '../fakes/post-office.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import { World } from '../world.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, List, Problem } from './marketplace.js';

interface Notice {
  id: string;
  kind: string;
  body: string;
  isRead: boolean;
}

interface InboxMessage {
  channel: string;
  kind: string;
  to: string | null;
  body: string;
  state: string;
}

interface Preferences {
  data: { category: string; channel: string; isOn: boolean; isMandatory: boolean }[];
}

const slug = 'ac-repair';

async function bookOne(world: World): Promise<{ token: string; id: string; booking: Booking }> {
  const { id, token, addressId } = await newHouseholder(world);
  const rate = await rateOf(world, slug);
  const start = indianTime(localDay(world, 2), '14:00');
  const booking = await booked(world, token, order(addressId, rate.id, start));
  await world.settle();
  return { token, id, booking };
}

describe('notices over HTTP', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const inboxOf = async (orderNumber: string): Promise<InboxMessage[]> =>
    (await world.call<{ data: InboxMessage[] }>('GET', '//dev/inbox')).body.data.filter(({ body }) =>
      body.includes(orderNumber),
    );

  it('tell of a booking at once, in the app and by letter and message', async () => {
    const { token, booking } = await bookOne(world);
    const { data } = (await world.call<List<Notice>>('GET', '/notifications', { token })).body;
    expect(data.find(({ kind }) => kind === 'booking.confirmed')?.body).toContain(booking.orderNumber);
    const sent = (await inboxOf(booking.orderNumber)).filter(({ kind }) => kind === 'booking.confirmed');
    expect(sent.map(({ channel, state }) => [channel, state]).toSorted()).toEqual([
      ['email', 'sent'],
      ['sms', 'sent'],
    ]);
  });

  it('are counted, read, put away, by their own person only', async () => {
    const { token } = await bookOne(world);
    const stranger = (await world.newCustomer()).token;
    const list = async () => (await world.call<List<Notice>>('GET', '/notifications', { token })).body.data;
    const unread = async () =>
      (await world.call<{ count: number }>('GET', '/notifications/unread/count', { token })).body.count;
    const before = await list();
    const [{ id } = { id: '' }] = before;
    expect(await unread()).toBe(before.length);
    const gone = await world.call<Problem>('DELETE', `/notifications/${id}`, { token: stranger });
    expect([gone.status, gone.body.code]).toEqual([404, 'notification.not_found']);
    expectStatus(200, await world.call('PATCH', `/notifications/${id}/read`, { token }));
    expect(await unread()).toBe(before.length - 1);
    for (let at = 0; at < 2; at += 1)
      expect((await world.call('DELETE', `/notifications/${id}`, { token })).status).toBe(204);
    expect((await list()).map((each) => each.id)).toEqual(before.slice(1).map((each) => each.id));
    expectStatus(200, await world.call('POST', '/notifications/read-all', { token }));
    expect(await unread()).toBe(0);
  });

  it('go where the person wants them (NT-5)', async () => {
    const { id, token, addressId } = await newHouseholder(world);
    const choose = (choices: object[], key?: string) =>
      world.call<Preferences & Problem>('PATCH', '/notifications/preferences', {
        token,
        body: { choices },
        ...(key !== undefined && { key }),
      });
    const off = { category: 'bookings', channel: 'sms', isOn: false };
    const key = newId();
    const first = expectStatus(200, await choose([off], key));
    expect(first.data.filter(({ isOn }) => !isOn)).toEqual([{ ...off, isMandatory: false }]);
    expect((await choose([off], key)).body).toEqual(first);
    const shown = await world.call<Preferences>('GET', '/notifications/preferences', { token });
    expect(shown.body).toEqual(first);
    const owed = await choose([{ category: 'invoices', channel: 'email', isOn: false }]);
    expect([owed.status, owed.body.code]).toEqual([422, 'notification.mandatory']);
    for (const choices of [
      [],
      [{ ...off, category: 'gossip' }],
      [{ ...off, channel: 'pigeon' }],
      [{ ...off, isOn: 'no' }],
    ])
      expect((await choose(choices)).body.code).toBe('request.invalid');
    const rate = await rateOf(world, slug);
    const start = indianTime(localDay(world, 3), '10:00');
    const { orderNumber } = await booked(world, token, order(addressId, rate.id, start));
    await world.settle();
    const confirmations = (await inboxOf(orderNumber)).filter(({ kind }) => kind === 'booking.confirmed');
    expect(confirmations.map(({ channel, state }) => [channel, state]).toSorted()).toEqual([
      ['email', 'sent'],
      ['sms', 'void'],
    ]);
    expect(id).not.toBe('');
  });

  it('show a code in the inbox of development, where it would have gone, and in no other place', async () => {
    const mobile = '+919812345678';
    await world.get(UnitOfWork).run((tx) =>
      world.get(NoticeWriter).write(tx, {
        to: { mobile },
        kind: 'auth.otp',
        about: newId(),
        values: () => ({ purpose: 'signing in', minutes: '5' }),
        secret: { code: '482913' },
      }),
    );
    await world.settle();
    const { data } = (await world.call<{ data: InboxMessage[] }>('GET', '//dev/inbox')).body;
    expect(data.find(({ to }) => to === mobile)?.body).toBe(
      '482913 is your Nexora code for signing in. It is valid for 5 minutes. Do not share it with anyone.',
    );
    const staff = await world.staff('EMP001');
    const all = await world.call('GET', '/ops/notifications?state=sent', { token: staff });
    expect(all.status).toBe(200);
    expect(JSON.stringify(all.body)).not.toMatch(/482913|9812345678/);
  });

  it('that failed are for staff to see and send again, and for nobody else', async () => {
    const { token } = await world.newCustomer();
    expect((await world.call('GET', '/ops/notifications', { token })).status).toBe(403);
    const staff = await world.staff('EMP001');
    expect((await world.call<List<object>>('GET', '/ops/notifications', { token: staff })).body.data).toEqual(
      [],
    );
    const missing = await world.call<Problem>('POST', `/ops/notifications/${newId()}/resend`, {
      token: staff,
    });
    expect([missing.status, missing.body.code]).toEqual([404, 'notification.not_found']);
    const sent = await world.call<List<{ id: string }>>('GET', '/ops/notifications?state=sent', {
      token: staff,
    });
    const path = `/ops/notifications/${sent.body.data[0]?.id ?? ''}/resend`;
    const again = await world.call<Problem>('POST', path, { token: staff });
    expect([again.status, again.body.code]).toEqual([409, 'notification.not_failed']);
    expect((await world.call('GET', '/ops/notifications?state=lost', { token: staff })).status).toBe(422);
  });
});

describe('notices that leave the house', () => {
  it('go by a mail server and an operator, from the booking to the eve of the visit', async () => {
    const [office, operator] = [await PostOffice.open(), await SmsOperator.open()];
    const env = { SMTP_URL: `smtp://127.0.0.1:${office.port}`, SMS_URL: operator.url };
    const world = await World.open({ env });
    const { booking } = await bookOne(world);
    const { orderNumber } = booking;
    const mailed = () =>
      office.letters.filter(({ text }) => text.includes(orderNumber)).map(({ subject }) => subject);
    const texted = () => [...operator.messages.values()].filter(({ text }) => text.includes(orderNumber));
    expect(mailed()).toContain(`Booking ${orderNumber} is confirmed`);
    expect(texted().filter(({ text }) => text.includes('is booked for'))).toHaveLength(1);
    world.clock.set(indianTime(localDay(world, 1), '14:00'));
    await world.settle();
    expect(texted().filter(({ text }) => text.includes('Confirm or reschedule'))).toHaveLength(1);
    expect(new Set(office.letters.map(({ messageId }) => messageId)).size).toBe(office.letters.length);
    await world.close();
    await office.close();
    await operator.close();
  });
});

it('keeps the inbox shut in production', async () => {
  const key = readFileSync(join(process.env['NEXORA_TEMPLATE'] ?? '', 'encryption.key'), 'utf8').trim();
  const env = { NODE_ENV: 'production', ENCRYPTION_KEY: key, RATE_LIMIT_ENABLED: 'true' };
  const world = await World.open({ env });
  const answer = await world.call<Problem>('GET', '//dev/inbox');
  expect([answer.status, answer.body.code]).toEqual([404, 'route.not_found']);
  await world.close();
});
