import type { DataSourceOptions } from 'typeorm';

/** What is stored, and the migrations that make the tables for it, in their order. */
export interface DatabaseSchema {
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: NonNullable<DataSourceOptions['migrations']>;
}
