import { Global, Injectable, Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import {
  ContactBook,
  NotificationTemplates,
  NotificationsModule,
  NotificationsService,
} from '../../src/features/notifications/index.js';
import type { Contact } from '../../src/features/notifications/index.js';
import type {
  BookingCancelledNotice,
  BookingConfirmedNotice,
} from '../../src/features/notifications/booking-notices.events.js';
import { NotificationTemplateEntity } from '../../src/features/notifications/notification-template.entity.js';
import { NotificationEntity } from '../../src/features/notifications/notification.entity.js';
import type { Actor } from '../../src/kernel/actor.js';
import { Clock, FixedClock } from '../../src/kernel/clock.js';
import { NotFound } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import { EventsModule } from '../../src/platform/events/events.module.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../src/platform/jobs/job-schedule.entity.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { SilentLog } from '../contracts/job-harness.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

const clock = new FixedClock('2025-11-21T05:00:00.000Z');

const asha: Actor = { kind: 'customer', id: newId(), channel: 'rest' };
const ravi: Actor = { kind: 'customer', id: newId(), channel: 'rest' };

const people = new Map<string, Contact>([
  [asha.id, { email: 'asha@example.in', mobile: '+919876543210', language: 'en', firstName: 'Asha' }],
  [ravi.id, { email: null, mobile: '+919876543211', language: 'hi', firstName: 'रवि' }],
]);

@Injectable()
class PeopleContactBook extends ContactBook {
  async find(_reader: Reader, userId: string): Promise<Contact | null> {
    return people.get(userId) ?? null;
  }
}

@Global()
@Module({
  providers: [
    { provide: Clock, useValue: clock },
    { provide: Log, useClass: SilentLog },
  ],
  exports: [Clock, Log],
})
class QuietModule {}

const homes: TestHome[] = [];

async function start(environment: Record<string, string> = {}): Promise<INestApplicationContext> {
  const home = await makeTestHome();
  homes.push(home);
  const schema = {
    entities: [JobEntity, JobScheduleEntity, CommandEntity, NotificationEntity, NotificationTemplateEntity],
    migrations: [Platform1763700000001],
  };

  @Module({
    imports: [
      ConfigModule.with(Configuration.read({ ...home.settings, ...environment })),
      QuietModule,
      DatabaseModule.with(schema),
      JobsModule,
      EventsModule,
      NotificationsModule.with({ book: { provide: ContactBook, useClass: PeopleContactBook } }),
    ],
  })
  class Root {}

  return NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
}

function confirmed(userId: string, scheduleVersion = 0, bookingId = newId()): BookingConfirmedNotice {
  return {
    name: 'booking.confirmed',
    aggregateId: bookingId,
    at: clock.now(),
    payload: {
      bookingId,
      userId,
      orderNumber: 'NX-7K3M9QXD',
      serviceName: 'AC repair',
      slotStartAt: '2025-11-22T05:30:00.000Z',
      totalPaise: 70_682,
      scheduleVersion,
    },
  };
}

function cancelled(userId: string, bookingId: string): BookingCancelledNotice {
  const payload = { bookingId, userId, orderNumber: 'NX-7K3M9QXD', feePaise: 10_000, refundPaise: 60_682 };
  return { name: 'booking.cancelled', aggregateId: bookingId, at: clock.now(), payload };
}

afterAll(async () => {
  for (const home of homes) await home.remove();
});

describe('notices of bookings', () => {
  let app: INestApplicationContext;
  let notifications: NotificationsService;

  beforeEach(async () => {
    app = await start();
    notifications = app.get(NotificationsService);
    await app.get(UnitOfWork).run((tx) => app.get(NotificationTemplates).ensure(tx));
  });
  afterEach(() => app.close());

  async function tell(...events: DomainEvent[]): Promise<void> {
    for (const event of events)
      await app.get(UnitOfWork).run((tx) => app.get(DomainEvents).publish(tx, event));
    await app.get(JobRunner).settle();
  }

  const first = { limit: 20 };

  it('reach the customer by mail, text message and in the app', async () => {
    await tell(confirmed(asha.id));
    const inbox = await notifications.listInbox();
    expect(inbox.map(({ channel, to, state }) => ({ channel, to, state }))).toEqual(
      expect.arrayContaining([
        { channel: 'email', to: 'asha@example.in', state: 'sent' },
        { channel: 'sms', to: '+919876543210', state: 'sent' },
      ]),
    );
    expect(inbox).toHaveLength(2);
    expect(inbox.find(({ channel }) => channel === 'sms')?.body).toBe(
      'Nexora: AC repair is booked for Sat 22 Nov, 11:00 am. Order NX-7K3M9QXD, total ₹706.82.',
    );
    expect((await notifications.list(asha, first)).data).toMatchObject([
      { kind: 'booking.confirmed', channel: 'in_app', readAt: null },
    ]);
  });

  it('go only where the person can be reached, in their language', async () => {
    await tell(confirmed(ravi.id));
    const inbox = await notifications.listInbox();
    expect(inbox.map(({ channel, to }) => ({ channel, to }))).toEqual([
      { channel: 'sms', to: '+919876543211' },
    ]);
    expect(inbox[0]?.body).toContain('की बुकिंग');
  });

  it('are not written for a person who is gone', async () => {
    await tell(confirmed(newId()));
    expect(await notifications.listInbox()).toEqual([]);
  });

  it('are sent once for each version of the schedule (NT-3)', async () => {
    const bookingId = newId();
    await tell(confirmed(asha.id, 0, bookingId), confirmed(asha.id, 0, bookingId));
    expect(await notifications.listInbox()).toHaveLength(2);
    await tell(confirmed(asha.id, 1, bookingId));
    expect(await notifications.listInbox()).toHaveLength(4);
  });

  it('tell what a cancellation costs and gives back', async () => {
    await tell(cancelled(asha.id, newId()));
    const sms = (await notifications.listInbox()).find(({ channel }) => channel === 'sms');
    expect(sms?.body).toBe('Nexora: order NX-7K3M9QXD is cancelled. Fee ₹100, refund ₹606.82.');
  });

  it('are listed newest first, page by page, without gaps or repeats', async () => {
    for (let n = 0; n < 5; n += 1) await tell(confirmed(asha.id));
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
    await tell(confirmed(asha.id), confirmed(asha.id));
    const [newest] = (await notifications.list(asha, first)).data;
    const id = newest?.id ?? '';
    await expect(notifications.read(ravi, id)).rejects.toThrow(NotFound);
    expect(await notifications.countUnread(asha)).toBe(2);
    const readAt = clock.now();
    await notifications.read(asha, id);
    clock.advance(60_000);
    expect((await notifications.read(asha, id)).readAt).toEqual(readAt);
    expect(await notifications.countUnread(asha)).toBe(1);
    expect(await notifications.readAll(ravi)).toBe(0);
    expect(await notifications.readAll(asha)).toBe(1);
    expect(await notifications.countUnread(asha)).toBe(0);
  });

  it('keep the wordings that people have edited', async () => {
    const work = app.get(UnitOfWork);
    const edited = { kind: 'booking.cancelled', channel: 'sms' as const, language: 'en' };
    await work.run((tx) =>
      tx.getRepository(NotificationTemplateEntity).update(edited, { body: 'Gone: {#orderNumber#}' }),
    );
    await work.run((tx) => app.get(NotificationTemplates).ensure(tx));
    const all = await work.read((reader) => reader.getRepository(NotificationTemplateEntity).find());
    expect(all).toHaveLength(12);
    expect(
      all.find(({ kind, channel, language }) => `${kind}${channel}${language}` === 'booking.cancelledsmsen')
        ?.body,
    ).toBe('Gone: {#orderNumber#}');
  });
});

it('shows no inbox in production', async () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const app = await start({ NODE_ENV: 'production', ENCRYPTION_KEY: key });
  await expect(app.get(NotificationsService).listInbox()).rejects.toThrow(NotFound);
  await app.close();
});
