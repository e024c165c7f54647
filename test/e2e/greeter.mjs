// A process of the job runner with handlers of its own, on the compiled program: node greeter.mjs worker | writer N [FROM]
// A worker tells on standard output what begins and what ends. Its effects are rows of `effects`.
import 'reflect-metadata';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EntitySchema } from 'typeorm';
import { Platform1763700000001 } from '../../dist/migrations/0001-platform.js';
import { ConfigModule } from '../../dist/src/config/config.module.js';
import { Configuration } from '../../dist/src/config/configuration.js';
import { JobsConfig } from '../../dist/src/config/sections.js';
import { newId } from '../../dist/src/kernel/ids.js';
import { CommandEntity } from '../../dist/src/platform/database/command.entity.js';
import { DatabaseModule } from '../../dist/src/platform/database/database.module.js';
import { columns, createTable, dropTables } from '../../dist/src/platform/database/migration.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { BullJobsModule } from '../../dist/src/platform/jobs/bull-jobs.module.js';
import { JobHandler, Schedule } from '../../dist/src/platform/jobs/job.decorators.js';
import { JobEntity } from '../../dist/src/platform/jobs/job.entity.js';
import { declareJob } from '../../dist/src/platform/jobs/job-names.js';
import { JobRunner } from '../../dist/src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../dist/src/platform/jobs/job-schedule.entity.js';
import { Jobs } from '../../dist/src/platform/jobs/jobs.js';
import { RedisModule } from '../../dist/src/platform/redis/redis.module.js';
import { TelemetryModule } from '../../dist/src/platform/telemetry/telemetry.module.js';

const [role, count = '0', from = '0'] = process.argv.slice(2);
const greet = declareJob('test.greet');
const say = (line) => process.stdout.write(`${line}\n`);

const EffectEntity = new EntitySchema({
  name: 'effects',
  tableName: 'effects',
  columns: { id: { type: 'varchar', length: '36', primary: true }, what: { type: 'varchar', length: '100' } },
});

class Effects1763700009999 {
  name = 'Effects1763700009999';

  up(runner) {
    return createTable(runner, 'effects', { columns: [columns.id(), columns.text('what', 100)] });
  }

  down(runner) {
    return dropTables(runner, 'effects');
  }
}

class Greeter {
  constructor(work) {
    this.work = work;
  }

  /** Dawdles before its effect and after it, so that a death falls into either. */
  async greet({ n }) {
    say(`begin ${n}`);
    await pause(80);
    await this.work.run(async (tx) => {
      await tx.getRepository(EffectEntity).insert({ id: newId(), what: `greeted ${n}` });
      await pause(40);
    });
    say(`end ${n}`);
    await pause(40);
  }

  async tick() {
    await this.work.run((tx) => tx.getRepository(EffectEntity).insert({ id: newId(), what: 'tick' }));
  }
}
Inject(UnitOfWork)(Greeter, undefined, 0);
const decorate = (method, decorator) => decorator(Greeter.prototype, method, {});
decorate('greet', JobHandler(greet));
decorate('tick', Schedule('test.tick', { everyMs: 1_000 }));

class Root {}
const configuration = Configuration.read();
Module({
  imports: [
    ConfigModule.with(configuration),
    TelemetryModule.with(),
    DatabaseModule.with({
      entities: [JobEntity, JobScheduleEntity, CommandEntity, EffectEntity],
      migrations: [Platform1763700000001, Effects1763700009999],
    }),
    RedisModule,
    BullJobsModule.on(configuration.of(JobsConfig)),
  ],
  providers: [Greeter],
})(Root);

const app = await NestFactory.createApplicationContext(Root, {
  logger: ['error', 'fatal'],
  abortOnError: false,
});
if (role === 'worker') {
  app.enableShutdownHooks();
  app.get(JobRunner, { strict: false }).start();
  say('ready');
} else {
  await app.get(UnitOfWork).run(async (tx) => {
    for (let n = Number(from); n < Number(from) + Number(count); n += 1)
      await app.get(Jobs).add(tx, greet, { n }, { orderKey: `line:${n % 8}` });
  });
  say('written');
  await app.close();
}
