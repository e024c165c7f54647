import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { databaseBreaker } from '../database-breaker/database-breaker.js';
import { recordActivity } from '../telemetry/activity.js';
import { Log } from '../telemetry/log.js';
import { Commands } from './commands.js';
import { DatabaseHealth } from './database-health.js';
import { openDatabase } from './open-database.js';
import type { OpenDatabase } from './open-database.js';
import type { DatabaseSchema } from './schema.js';
import { UnitOfWork } from './unit-of-work.js';

const Opened = Symbol('the open database');

/** Opens the database, brings it to the newest migration, and offers the unit of work. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Opened) private readonly opened: OpenDatabase) {}

  static with(schema: DatabaseSchema): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Opened,
          inject: [AppConfig, DatabaseConfig],
          useFactory: (app: AppConfig, database: DatabaseConfig) => openDatabase(app, database, schema),
        },
        { provide: DataSource, inject: [Opened], useFactory: ({ writer }: OpenDatabase) => writer },
        {
          provide: UnitOfWork,
          inject: [Opened, DatabaseConfig, Log],
          useFactory: ({ writer, reader }: OpenDatabase, { slowUnitMs }: DatabaseConfig, log: Log) => {
            const breaker = databaseBreaker(log);
            return new UnitOfWork({
              writer,
              reader,
              guard: (work, call) => breaker.guard(work, call),
              slowMs: slowUnitMs,
              report: (text, facts) => log.warn(facts, text),
              observe: ({ call, durationMs, retries, failed }) =>
                recordActivity('unit', call, {
                  durationMs,
                  outcome: failed ? 'failed' : 'done',
                  facts: { retries },
                }),
            });
          },
        },
        {
          provide: Commands,
          inject: [UnitOfWork, Clock],
          useFactory: (work: UnitOfWork, clock: Clock) => new Commands(work, clock),
        },
        {
          provide: DatabaseHealth,
          inject: [DataSource, UnitOfWork],
          useFactory: (source: DataSource, work: UnitOfWork) => new DatabaseHealth(source, work),
        },
      ],
      exports: [UnitOfWork, Commands, DatabaseHealth],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opened.close();
  }
}
