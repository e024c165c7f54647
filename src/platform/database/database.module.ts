import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { Log } from '../telemetry/log.js';
import { Commands } from './commands.js';
import { DatabaseHealth } from './database-health.js';
import { migrate } from './migrate.js';
import { sqliteReader, sqliteWriter } from './sqlite.js';
import type { SqliteOptions } from './sqlite.js';
import { UnitOfWork } from './unit-of-work.js';

export interface DatabaseSchema {
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: NonNullable<DataSourceOptions['migrations']>;
}

const Reading = Symbol('the reading data source');

/** Opens the database, brings it to the newest migration, and offers the unit of work. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly writer: DataSource,
    @Inject(Reading) private readonly reader: DataSource,
  ) {}

  static with(schema: DatabaseSchema): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: DataSource,
          inject: [AppConfig, DatabaseConfig],
          useFactory: async (app: AppConfig, database: DatabaseConfig) => {
            const source = await sqliteWriter(optionsOf(app, database, schema)).initialize();
            await migrate(source);
            return source;
          },
        },
        {
          provide: Reading,
          inject: [DataSource, AppConfig, DatabaseConfig],
          useFactory: (_migrated: DataSource, app: AppConfig, database: DatabaseConfig) =>
            sqliteReader(optionsOf(app, database, schema)).initialize(),
        },
        {
          provide: UnitOfWork,
          inject: [DataSource, Reading, DatabaseConfig, Log],
          useFactory: (writer: DataSource, reader: DataSource, { slowUnitMs }: DatabaseConfig, log: Log) =>
            new UnitOfWork({
              writer,
              reader,
              slowMs: slowUnitMs,
              report: (text, facts) => log.warn(facts, text),
            }),
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
    await this.reader.destroy();
    await this.writer.destroy();
  }
}

/** Where the embedded database's file lies. */
export function databaseFile(app: AppConfig, database: DatabaseConfig): string {
  return database.url ? database.url.slice('sqlite:'.length) : join(app.dataDir, 'nexora.sqlite');
}

function optionsOf(app: AppConfig, database: DatabaseConfig, schema: DatabaseSchema): SqliteOptions {
  return { file: databaseFile(app, database), busyMs: database.busyMs, ...schema };
}
