import {
  NoticeWriter,
  NotificationEntity,
  NotificationsService,
} from '../../src/features/notifications/index.js';
import { StaffNotificationsService } from '../../src/features/notifications/staff-notifications.service.js';
import type { DueNotice } from '../../src/features/notifications/index.js';
import { newId } from '../../src/kernel/ids.js';
import { PostOffice } from '../fakes/post-office.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import { NoticesWorld } from './notices-world.js';

const startsAt = '2025-11-21T05:00:00.000Z';
const validUntil = new Date('2025-11-21T05:05:00.000Z');
const code = '482913';

function otp(change: Partial<Extract<DueNotice, { to: object }>> = {}): DueNotice {
  return {
    to: { mobile: '+919876500001', language: 'en' },
    kind: 'auth.otp',
    about: newId(),
    values: () => ({ purpose: 'signing in', minutes: '5' }),
    secret: { code },
    validUntil,
    ...change,
  };
}

describe('a notice with a secret (ID-5)', () => {
  let world: NoticesWorld;
  const closing: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await world.close();
    for (const each of closing.splice(0)) await each.close();
  });

  async function open(environment: Record<string, string> = {}): Promise<void> {
    world = await NoticesWorld.open(startsAt, { environment });
  }

  const write = (notice: DueNotice): Promise<void> =>
    world.work.run((tx) => world.get(NoticeWriter).write(tx, notice));

  /** Everything the database holds of notices and jobs, as text. */
  async function stored(): Promise<string> {
    return JSON.stringify([await world.rows(), await world.jobs()]);
  }

  it('reaches somebody who is no user, by the address that was given, once', async () => {
    await open();
    const notice = otp({ to: { mobile: '+919876500001', email: 'new@example.in', language: 'hi' } });
    await write(notice);
    await write(notice);
    await world.settle();
    const inbox = await world.get(NotificationsService).listInbox();
    expect(inbox.map(({ channel, to }) => [channel, to])).toEqual(
      expect.arrayContaining([
        ['sms', '+919876500001'],
        ['email', 'new@example.in'],
      ]),
    );
    expect(inbox).toHaveLength(2);
    for (const { body, userId } of inbox) {
      expect(body).toContain(`${code} आपका Nexora कोड है`);
      expect(userId).toBeNull();
    }
  });

  it('holds it in no row in the clear, before it is sent and after', async () => {
    await open();
    await write(otp());
    expect(await stored()).not.toContain(code);
    await world.settle();
    expect(await stored()).not.toContain(code);
  });

  it('shows it in the development inbox as long as it is good, and then no more', async () => {
    await open();
    await write(otp());
    await world.settle();
    const shown = async () => (await world.get(NotificationsService).listInbox())[0]?.body;
    expect(await shown()).toContain(code);
    await world.passUntil(validUntil);
    expect(await shown()).toBe(
      '•••••• is your Nexora code for signing in. It is valid for 5 minutes. Do not share it with anyone.',
    );
    expect((await world.rows())[0]?.sealed).toBeNull();
  });

  it('wipes it once it is sent, wherever letters and messages leave the house', async () => {
    const [office, operator] = [await PostOffice.open(), await SmsOperator.open()];
    closing.push(office, operator);
    await open({ SMTP_URL: `smtp://127.0.0.1:${office.port}`, SMS_URL: operator.url });
    await write(otp());
    const link = 'https://app.nexora.example/reset?token=Zq8R-3_x';
    const reset = {
      kind: 'auth.password_reset' as const,
      to: { email: 'asha@example.in' },
      secret: { link },
    };
    await write({ ...reset, about: newId(), values: () => ({ minutes: '30' }) });
    await world.settle();
    expect([...operator.messages.values()].map(({ text }) => text)).toEqual([
      `${code} is your Nexora code for signing in. It is valid for 5 minutes. Do not share it with anyone.`,
    ]);
    expect(office.letters.map(({ text }) => text.includes(link))).toEqual([true]);
    expect((await world.rows()).map(({ state, sealed }) => [state, sealed])).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
    const inbox = await world.get(NotificationsService).listInbox();
    expect(JSON.stringify(inbox)).not.toMatch(new RegExp(`${code}|token`));
  });

  it('is wiped in production even where nothing leaves', async () => {
    await open({ NODE_ENV: 'production', ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') });
    await write(otp());
    await world.settle();
    expect((await world.rows()).map(({ state, sealed }) => [state, sealed])).toEqual([['sent', null]]);
  });

  it('is not sent when its time is over, and wiped', async () => {
    const operator = await SmsOperator.open();
    closing.push(operator);
    await open({ SMS_URL: operator.url });
    operator.conduct = { does: 'answer', status: 503 };
    await write(otp());
    await world.settle();
    operator.conduct = { does: 'accept' };
    world.clock.set(validUntil);
    await world.passUntil('2025-11-21T07:00:00.000Z');
    expect(operator.messages.size).toBe(0);
    expect((await world.rows()).map(({ state, failure, sealed }) => [state, failure, sealed])).toEqual([
      ['void', 'notice.expired', null],
    ]);
  });

  it('is refused where it was altered, or belongs to another row', async () => {
    await open();
    await write(otp());
    await write(otp({ secret: { code: '111111' } }));
    const [one, other] = await world.rows();
    await world.work.run((tx) =>
      tx.getRepository(NotificationEntity).update({ id: one?.id ?? '' }, { sealed: other?.sealed ?? '' }),
    );
    await world.settle();
    const [first, second] = await world.rows();
    expect([first?.state, second?.state]).toEqual(['queued', 'sent']);
  });

  it('refuses a code that does not fit while the caller still waits', async () => {
    await open();
    await expect(write(otp({ secret: { code: 'x'.repeat(31) } }))).rejects.toThrow('does not fit');
    await expect(write(otp({ secret: {} }))).rejects.toThrow('no value for code');
    expect(await world.rows()).toEqual([]);
  });

  it('cannot be sent again by staff once it is wiped', async () => {
    const operator = await SmsOperator.open();
    closing.push(operator);
    await open({ SMS_URL: operator.url });
    operator.conduct = { does: 'reject' };
    await write(otp());
    await world.settle();
    const [row] = await world.rows();
    expect([row?.state, row?.failure, row?.sealed]).toEqual(['failed', 'sms.refused', null]);
    await expect(world.get(StaffNotificationsService).resend(row?.id ?? '')).rejects.toMatchObject({
      code: 'notification.secret_wiped',
    });
  });
});
