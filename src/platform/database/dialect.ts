import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** What kind of database is spoken to; MariaDB speaks MySQL. */
export type Dialect = 'sqlite' | 'mysql';

/** The dialect behind a data source, a manager, a transaction or a migration's runner. */
export function dialectOf(of: DataSource | Pick<EntityManager | QueryRunner, 'dataSource'>): Dialect {
  const { options } = 'dataSource' in of ? of.dataSource : of;
  return options.type === 'mysql' || options.type === 'mariadb' ? 'mysql' : 'sqlite';
}
