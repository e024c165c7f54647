import { Global, Injectable, Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { Notices1763700000014 } from '../../migrations/0014-notices.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import {
  BookingFacts,
  ConsentBook,
  ContactBook,
  NotificationEntity,
  NotificationPreferenceEntity,
  NotificationTemplateEntity,
  NotificationTemplates,
  NotificationsModule,
} from '../../src/features/notifications/index.js';
import type { BookingFact, Contact } from '../../src/features/notifications/index.js';
import type { BookingConfirmedNotice } from '../../src/features/notifications/booking-notices.events.js';
import type { Actor } from '../../src/kernel/actor.js';
import { Clock, FixedClock } from '../../src/kernel/clock.js';
import { newId, newOrderNumber } from '../../src/kernel/ids.js';
import { Secrets } from '../../src/platform/auth/secrets.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import type { Reader, Tx } from '../../src/platform/database/transaction.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import { EventsModule } from '../../src/platform/events/events.module.js';
import { JobCarrier } from '../../src/platform/jobs/job-carrier.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../src/platform/jobs/job-schedule.entity.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { SilentLog } from '../contracts/job-harness.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

export interface NoticesOptions {
  environment?: Record<string, string>;
  /** An existing home: another process on the same database. */
  home?: TestHome;
}

/** The notices of the house alone, on a database of their own: people, bookings and consents are plain values. */
export class NoticesWorld {
  readonly people = new Map<string, Contact>();
  readonly bookings = new Map<string, BookingFact>();
  readonly agreed = new Set<string>();
  readonly clock: FixedClock;
  private started: INestApplicationContext | null = null;

  private constructor(
    readonly home: TestHome,
    startsAt: string,
  ) {
    this.clock = new FixedClock(startsAt);
  }

  static async open(startsAt: string, { environment = {} }: NoticesOptions = {}): Promise<NoticesWorld> {
    const world = new NoticesWorld(await makeTestHome(), startsAt);
    world.started = await world.start(environment);
    await world.work.run((tx) => world.get(NotificationTemplates).ensure(tx));
    return world;
  }

  /** One more application on the same data. */
  start(environment: Record<string, string> = {}): Promise<INestApplicationContext> {
    const { clock, people, bookings, agreed } = this;
    @Injectable()
    class People extends ContactBook {
      find(_reader: Reader, userId: string): Promise<Contact | null> {
        return Promise.resolve(people.get(userId) ?? null);
      }
    }
    @Injectable()
    class Bookings extends BookingFacts {
      find(_reader: Reader, bookingId: string): Promise<BookingFact | null> {
        return Promise.resolve(bookings.get(bookingId) ?? null);
      }
    }
    @Injectable()
    class Consents extends ConsentBook {
      hasAgreedToOffers(_reader: Reader, userId: string): Promise<boolean> {
        return Promise.resolve(agreed.has(userId));
      }
    }
    @Global()
    @Module({
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Log, useClass: SilentLog },
        { provide: Secrets, useValue: new Secrets(Buffer.alloc(32, 7)) },
      ],
      exports: [Clock, Log, Secrets],
    })
    class QuietModule {}

    const schema = {
      entities: [
        ...[JobEntity, JobScheduleEntity, CommandEntity],
        ...[NotificationEntity, NotificationTemplateEntity, NotificationPreferenceEntity],
      ],
      migrations: [Platform1763700000001, Notices1763700000014],
    };
    @Module({
      imports: [
        ConfigModule.with(Configuration.read({ ...this.home.settings, ...environment })),
        QuietModule,
        DatabaseModule.with(schema),
        JobsModule,
        EventsModule,
        NotificationsModule.with({
          contacts: { provide: ContactBook, useClass: People },
          consents: { provide: ConsentBook, useClass: Consents },
          bookings: { provide: BookingFacts, useClass: Bookings },
        }),
      ],
    })
    class Root {}
    return NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  }

  get app(): INestApplicationContext {
    if (!this.started) throw new Error('The world is not open.');
    return this.started;
  }

  get work(): UnitOfWork {
    return this.get(UnitOfWork);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(token as never, { strict: false });
  }

  async close(): Promise<void> {
    await this.started?.close();
    await this.home.remove();
  }

  newPerson(contact: Partial<Contact> = {}): Actor {
    const id = newId();
    this.people.set(id, {
      ...{ email: 'asha@example.in', mobile: '+919876543210', language: 'en', firstName: 'Asha' },
      ...contact,
    });
    return { kind: 'customer', id, channel: 'rest' };
  }

  newBooking(userId: string, slotStartAt: string | Date, change: Partial<BookingFact> = {}): BookingFact {
    const booking: BookingFact = {
      ...{ id: newId(), userId, orderNumber: newOrderNumber(), serviceName: 'AC repair' },
      ...{ slotStartAt: new Date(slotStartAt), totalPaise: 70_682, state: 'confirmed', scheduleVersion: 1 },
      ...{ providerName: 'Ravi', completedAt: null },
      ...change,
    };
    this.bookings.set(booking.id, booking);
    return booking;
  }

  /** The booking as it stands after a change, for whoever looks from now on. */
  change(booking: BookingFact, change: Partial<BookingFact>): BookingFact {
    const changed = { ...booking, ...change };
    this.bookings.set(booking.id, changed);
    return changed;
  }

  async tell(...events: DomainEvent[]): Promise<void> {
    await this.publish(...events);
    await this.settle();
  }

  /** Leaves what follows to whoever runs the jobs next. */
  async publish(...events: DomainEvent[]): Promise<void> {
    for (const event of events) await this.work.run((tx: Tx) => this.get(DomainEvents).publish(tx, event));
  }

  settle(): Promise<void> {
    return this.get(JobRunner).settle();
  }

  /** Runs what is due now, and not what comes of it. */
  async runDue(): Promise<void> {
    await this.get(JobRunner).takeDue();
    await this.get(JobCarrier).idle();
  }

  /** Lets time pass, doing what comes due at its instant. */
  async passUntil(end: string | Date): Promise<void> {
    const until = new Date(end);
    for (;;) {
      await this.settle();
      const next = await this.work.read((reader) =>
        reader.getRepository(JobEntity).findOne({ where: { state: 'waiting' }, order: { runAt: 'ASC' } }),
      );
      if (!next || next.runAt > until) break;
      if (next.runAt > this.clock.now()) this.clock.set(next.runAt);
    }
    this.clock.set(until);
  }

  rows(): Promise<NotificationEntity[]> {
    return this.work.read((reader) =>
      reader.getRepository(NotificationEntity).find({ order: { createdAt: 'ASC', id: 'ASC' } }),
    );
  }

  jobs(): Promise<JobEntity[]> {
    return this.work.read((reader) => reader.getRepository(JobEntity).find());
  }
}

export function confirmed(booking: BookingFact, at: Date): BookingConfirmedNotice {
  const { id, userId, orderNumber, serviceName, slotStartAt, totalPaise, scheduleVersion } = booking;
  return {
    name: 'booking.confirmed',
    aggregateId: id,
    at,
    payload: {
      ...{ bookingId: id, userId, orderNumber, serviceName, totalPaise, scheduleVersion },
      slotStartAt: slotStartAt.toISOString(),
    },
  };
}

export function transitioned(booking: BookingFact, event: string, at: Date): DomainEvent {
  const { id, scheduleVersion } = booking;
  return {
    name: 'booking.transitioned',
    aggregateId: id,
    at,
    payload: { bookingId: id, event, providerId: 'provider', scheduleVersion },
  };
}
