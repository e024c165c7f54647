import type { INestApplicationContext } from '@nestjs/common';
import { NoticeWriter, NotificationPreferences } from '../../src/features/notifications/index.js';
import type { NotificationEntity } from '../../src/features/notifications/index.js';
import { sendEmail } from '../../src/features/notifications/notification.jobs.js';
import { StaffNotificationsService } from '../../src/features/notifications/staff-notifications.service.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { Mailer } from '../../src/platform/mail/mailer.js';
import { PostOffice } from '../fakes/post-office.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import { NoticesWorld, confirmed } from './notices-world.js';

const hourMs = 3_600_000;
/** 10:30 in Kolkata. */
const morning = '2025-11-21T05:00:00.000Z';
const slot = '2025-11-23T08:30:00.000Z';

describe('sending notices', () => {
  let world: NoticesWorld;
  let office: PostOffice;
  let operator: SmsOperator;
  let asha: Actor;

  beforeEach(async () => {
    [office, operator] = [await PostOffice.open(), await SmsOperator.open()];
    const environment = {
      SMTP_URL: `smtp://127.0.0.1:${office.port}`,
      SMS_URL: operator.url,
      MAIL_TIMEOUT_MS: '1000',
      SMS_TIMEOUT_MS: '1000',
    };
    world = await NoticesWorld.open(morning, { environment });
    asha = world.newPerson();
  });
  afterEach(async () => {
    await world.close();
    await office.close();
    await operator.close();
  });

  const book = (): Promise<void> => world.tell(confirmed(world.newBooking(asha.id, slot), world.clock.now()));
  const offer = (): Promise<void> =>
    world.work.run((tx) =>
      world.get(NoticeWriter).write(tx, {
        userId: asha.id,
        kind: 'offer.announced',
        about: newId(),
        values: () => ({ offer: '10 % off', offerLink: 'https://x.example', link: 'nexora.example/o' }),
      }),
    );
  const rowsBy = async (channel: string): Promise<NotificationEntity[]> =>
    (await world.rows()).filter((each) => each.channel === channel);
  const fate = async (channel: string): Promise<[string, string | null][]> =>
    (await rowsBy(channel)).map(({ state, failure }) => [state, failure]);

  it('goes over SMTP and the operator, named after the notification', async () => {
    await book();
    const [mail] = await rowsBy('email');
    expect(office.letters.map(({ messageId, to }) => [messageId, to])).toEqual([
      [`<${mail?.id}@nexora.example>`, 'asha@example.in'],
    ]);
    expect(mail?.reference).toBe(`<${mail?.id}@nexora.example>`);
    const [sms] = await rowsBy('sms');
    expect([...operator.messages.keys()]).toEqual([sms?.id]);
    expect(sms?.reference).toBe(`op-${sms?.id}`);
    expect(operator.requests[0]?.body.templateId).toBe(sms?.dltId);
  });

  it('outlasts an outage of both, and then each leaves once', async () => {
    office.behaviour = { does: 'answer', code: 451, at: 'recipient' };
    operator.conduct = { does: 'answer', status: 503 };
    await book();
    await world.passUntil(new Date(world.clock.now().getTime() + 10 * 60_000));
    expect(office.letters).toEqual([]);
    expect(await fate('email')).toEqual([['queued', null]]);
    office.behaviour = { does: 'accept' };
    operator.conduct = { does: 'accept' };
    await world.passUntil(new Date(world.clock.now().getTime() + hourMs));
    expect(office.letters).toHaveLength(1);
    expect(operator.messages.size).toBe(1);
    expect([...(await fate('email')), ...(await fate('sms'))]).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
  });

  it('gives up after hours, and lets staff see it and send it again', async () => {
    office.behaviour = { does: 'answer', code: 451, at: 'text' };
    await book();
    await world.passUntil(new Date(world.clock.now().getTime() + 2 * hourMs));
    expect(await fate('email')).toEqual([['queued', null]]);
    await world.passUntil(new Date(world.clock.now().getTime() + 22 * hourMs));
    expect(await fate('email')).toEqual([['failed', 'mail.unavailable']]);
    expect((await world.jobs()).filter(({ state }) => state === 'dead')).toEqual([]);
    const staff = world.get(StaffNotificationsService);
    const [dead] = (await staff.list({ limit: 20 }, 'failed')).data;
    office.behaviour = { does: 'accept' };
    expect(await staff.resend(dead?.id ?? '')).toMatchObject({ state: 'queued' });
    await expect(staff.resend(dead?.id ?? '')).rejects.toMatchObject({ code: 'notification.not_failed' });
    await world.settle();
    expect(office.letters.map(({ messageId }) => messageId)).toEqual([`<${dead?.id}@nexora.example>`]);
    expect(await fate('email')).toEqual([['sent', null]]);
  });

  it('does not ask again what was refused for good', async () => {
    office.behaviour = { does: 'answer', code: 550, at: 'recipient' };
    operator.conduct = { does: 'reject' };
    await book();
    await world.passUntil(new Date(world.clock.now().getTime() + 4 * hourMs));
    expect(operator.requests).toHaveLength(1);
    expect(await fate('email')).toEqual([['failed', 'mail.refused']]);
    expect(await fate('sms')).toEqual([['failed', 'sms.refused']]);
  });

  it('leaves once, under one name, when the worker is killed between the sending and its commit', async () => {
    const other = await world.start({ SMTP_URL: `smtp://127.0.0.1:${office.port}`, SMS_URL: operator.url });
    const work = other.get(UnitOfWork, { strict: false });
    const run = work.run.bind(work);
    let isKilled = false;
    // From the moment at which the office has the letter, this process writes nothing any more.
    work.run = (act) => {
      isKilled ||= office.letters.length > 0 || operator.messages.size > 0;
      return isKilled ? Promise.reject(new Error('killed')) : run(act);
    };
    const booking = world.newBooking(asha.id, slot);
    await world.publish(confirmed(booking, world.clock.now()));
    await settleQuietly(other);
    expect(isKilled).toBe(true);
    expect(office.letters.length + operator.messages.size).toBeGreaterThan(0);
    world.clock.advance(60_000);
    await world.settle();
    expect(office.letters.length + operator.requests.length).toBeGreaterThan(2);
    expect(office.distinct()).toHaveLength(1);
    expect(operator.messages.size).toBe(1);
    expect([...(await fate('email')), ...(await fate('sms'))]).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
    await other.close();
  });

  it('leaves once however many jobs ask for it', async () => {
    await book();
    const [mail] = await rowsBy('email');
    await world.work.run(async (tx) => {
      for (let at = 0; at < 5; at += 1)
        await world.get(Jobs).add(tx, sendEmail, { notificationId: mail?.id ?? '' });
    });
    await world.settle();
    expect(office.letters).toHaveLength(1);
  });

  it('goes only by the channels the person wants, as they want it when it leaves (NT-5)', async () => {
    const preferences = world.get(NotificationPreferences);
    await preferences.change(asha, [
      { category: 'bookings', channel: 'sms', isOn: false },
      { category: 'bookings', channel: 'in_app', isOn: false },
    ]);
    office.behaviour = { does: 'answer', code: 451, at: 'recipient' };
    await book();
    await preferences.change(asha, [{ category: 'bookings', channel: 'email', isOn: false }]);
    office.behaviour = { does: 'accept' };
    await world.passUntil(new Date(world.clock.now().getTime() + hourMs));
    expect(await fate('sms')).toEqual([['void', 'notice.switched_off']]);
    expect(await fate('email')).toEqual([['void', 'notice.switched_off']]);
    expect(await rowsBy('in_app')).toEqual([]);
    expect([office.letters.length, operator.messages.size]).toEqual([0, 0]);
  });

  it('lets nobody switch off codes and invoices (NT-5)', async () => {
    const preferences = world.get(NotificationPreferences);
    for (const category of ['account', 'invoices'] as const)
      await expect(
        preferences.change(asha, [
          { category: 'bookings', channel: 'sms', isOn: false },
          { category, channel: 'email', isOn: false },
        ]),
      ).rejects.toMatchObject({ code: 'notification.mandatory' });
    expect((await preferences.list(asha)).every(({ isOn }) => isOn)).toBe(true);
  });

  it('keeps one choice for each category and channel when many are made at once', async () => {
    const preferences = world.get(NotificationPreferences);
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        preferences.change(asha, [{ category: 'feedback', channel: 'sms', isOn: at % 2 === 0 }]),
      ),
    );
    await preferences.change(asha, [{ category: 'feedback', channel: 'sms', isOn: false }]);
    const found = (await preferences.list(asha)).filter(
      ({ category, channel }) => category === 'feedback' && channel === 'sms',
    );
    expect(found.map(({ isOn }) => isOn)).toEqual([false]);
  });

  it('lets offers leave by day and with consent only (NT-4)', async () => {
    await offer();
    await world.settle();
    expect(await fate('sms')).toEqual([['void', 'notice.without_consent']]);
    expect(await rowsBy('in_app')).toEqual([]);
    world.agreed.add(asha.id);
    world.clock.set('2025-11-21T16:00:00.000Z');
    await offer();
    await world.settle();
    expect(operator.messages.size).toBe(0);
    await world.passUntil('2025-11-22T04:29:59.000Z');
    expect(operator.messages.size).toBe(0);
    await world.passUntil('2025-11-22T04:30:00.000Z');
    expect(operator.messages.size).toBe(1);
    expect(office.letters).toHaveLength(1);
    expect(await rowsBy('in_app')).toHaveLength(1);
  });

  it('asks for consent again after a wait (NT-4)', async () => {
    world.agreed.add(asha.id);
    world.clock.set('2025-11-21T16:00:00.000Z');
    await offer();
    await world.settle();
    world.agreed.delete(asha.id);
    await world.passUntil('2025-11-22T06:00:00.000Z');
    expect([office.letters.length, operator.messages.size]).toEqual([0, 0]);
    expect(await fate('email')).toEqual([['void', 'notice.without_consent']]);
  });

  it('ends its connections with the application', async () => {
    await book();
    const mailer = world.get(Mailer);
    await world.app.close();
    await expect(
      mailer.send({ id: newId(), to: 'a@example.in', subject: 's', text: 't' }),
    ).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

/** A process that is being killed cannot write what became of its jobs; that is what is tested. */
async function settleQuietly(app: INestApplicationContext): Promise<void> {
  await app
    .get(JobRunner, { strict: false })
    .settle()
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'killed') throw error;
    });
}
