import { Global, Injectable, Module } from '@nestjs/common';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { Clock, FixedClock } from '../../src/kernel/clock.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import { EventsModule } from '../../src/platform/events/events.module.js';
import { OnEvent } from '../../src/platform/events/on-event.decorator.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { JobHandler, Schedule } from '../../src/platform/jobs/job.decorators.js';
import { declareJob } from '../../src/platform/jobs/job-names.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../src/platform/jobs/job-schedule.entity.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { gate } from '../contracts/job-fact-parts.js';
import { SilentLog } from '../contracts/job-harness.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

interface Greeting {
  name: string;
}

type GuestCame = DomainEvent<'guest.came', Greeting>;
type GuestLeft = DomainEvent<'guest.left', Greeting>;

const greet = declareJob<Greeting>('test.greet');
const clock = new FixedClock('2025-11-21T05:00:00.000Z');
const heard: string[] = [];
const slowBegun = gate();
const slowEnd = gate();

@Injectable()
class Porter {
  @JobHandler(greet)
  async greet({ name }: Greeting): Promise<void> {
    if (name === 'slow guest') {
      slowBegun.open();
      await slowEnd.passed;
    }
    heard.push(`hello ${name}`);
  }

  @Schedule('test.sweep', { everyMs: 60_000 })
  async sweep(): Promise<void> {
    heard.push('sweep');
  }
}

@Injectable()
class Ledger {
  private failures = 1;

  @OnEvent<GuestCame>('guest.came', { as: 'ledger' })
  async came({ payload, at }: GuestCame): Promise<void> {
    if (this.failures-- > 0) throw new Error('once');
    heard.push(`in: ${payload.name} ${at.toISOString()}`);
  }

  @OnEvent<GuestLeft>('guest.left', { as: 'ledger' })
  async left({ payload }: GuestLeft): Promise<void> {
    heard.push(`out: ${payload.name}`);
  }
}

@Injectable()
class Kitchen {
  @OnEvent<GuestCame>('guest.came', { as: 'kitchen' })
  async came({ payload }: GuestCame): Promise<void> {
    heard.push(`dinner: ${payload.name}`);
  }
}

@Injectable()
class SecondPorter {
  @JobHandler(greet)
  async greet(): Promise<void> {}
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

async function newHome(): Promise<TestHome> {
  const home = await makeTestHome();
  homes.push(home);
  return home;
}

async function start(providers: Type[], known?: TestHome): Promise<INestApplicationContext> {
  const { settings } = known ?? (await newHome());
  const schema = {
    entities: [JobEntity, JobScheduleEntity, CommandEntity],
    migrations: [Platform1763700000001],
  };

  @Module({
    imports: [
      ConfigModule.with(Configuration.read({ ...settings, JOBS_POLL_MS: '60000' })),
      QuietModule,
      DatabaseModule.with(schema),
      JobsModule,
      EventsModule,
    ],
    providers,
  })
  class Root {}

  return NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
}

describe('jobs and events in the application', () => {
  beforeEach(() => {
    heard.length = 0;
    clock.set('2025-11-21T05:00:00.000Z');
  });

  afterAll(async () => {
    for (const home of homes) await home.remove();
  });

  it('finds the handler of a job by its decorator, and runs it after the commit', async () => {
    const app = await start([Porter]);
    await app.get(UnitOfWork).run((tx) => app.get(Jobs).add(tx, greet, { name: 'Asha' }));
    await app.get(JobRunner).settle();
    expect(heard).toEqual(['hello Asha']);
    await app.close();
  });

  it('runs what is scheduled when its time has come', async () => {
    const app = await start([Porter]);
    await app.get(JobRunner).settle();
    clock.advance(60_000);
    await app.get(JobRunner).settle();
    expect(heard).toEqual(['sweep']);
    await app.close();
  });

  it('tells every subscriber what happened, in order, and one that fails holds up itself only', async () => {
    const app = await start([Porter, Ledger, Kitchen]);
    const events = app.get(DomainEvents);
    const runner = app.get(JobRunner);
    const at = new Date('2025-11-21T04:59:00.000Z');
    await app.get(UnitOfWork).run(async (tx) => {
      const came: GuestCame = { name: 'guest.came', aggregateId: 'guest-7', at, payload: { name: 'Asha' } };
      const left: GuestLeft = { name: 'guest.left', aggregateId: 'guest-7', at, payload: { name: 'Asha' } };
      await events.publish(tx, came);
      await events.publish(tx, left);
      await events.publish(tx, { name: 'guest.forgotten', aggregateId: 'guest-7', at, payload: {} });
    });
    await runner.settle();
    expect(heard).toEqual(['dinner: Asha']);
    clock.advance(10_000);
    await runner.settle();
    expect(heard).toEqual(['dinner: Asha', 'in: Asha 2025-11-21T04:59:00.000Z', 'out: Asha']);
    await app.close();
  });

  it('forgets a job a week after it was done, and no sooner', async () => {
    const app = await start([Porter]);
    const work = app.get(UnitOfWork);
    const runner = app.get(JobRunner);
    const states = (): Promise<string[]> =>
      work.read(async (reader) =>
        (await reader.getRepository(JobEntity).findBy({ name: greet })).map(({ state }) => state),
      );
    await runner.settle();
    await work.run((tx) => app.get(Jobs).add(tx, greet, { name: 'Asha' }));
    await runner.settle();
    clock.advance(7 * 86_400_000);
    await runner.settle();
    expect(await states()).toEqual(['done']);
    clock.advance(600_000);
    await runner.settle();
    expect(await states()).toEqual([]);
    await app.close();
  });

  it('refuses to start when a declared job has no handler', async () => {
    await expect(start([Ledger])).rejects.toThrow('These jobs have no handler: test.greet.');
  });

  it('refuses to start when a job has two handlers', async () => {
    await expect(start([Porter, SecondPorter])).rejects.toThrow(/test\.greet has two handlers/);
  });

  it('finishes what runs before it closes the database', async () => {
    const app = await start([Porter]);
    app.get(JobRunner).start();
    await app.get(UnitOfWork).run((tx) => app.get(Jobs).add(tx, greet, { name: 'slow guest' }));
    await slowBegun.passed;
    const closed = app.close();
    slowEnd.open();
    await closed;
    const again = await start([Porter], homes.at(-1));
    const rows = await again.get(UnitOfWork).read((reader) => reader.getRepository(JobEntity).find());
    expect(rows.map(({ state }) => state)).toEqual(['done']);
    expect(heard).toEqual(['hello slow guest']);
    await again.close();
  });
});
