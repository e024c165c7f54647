import type { FindOptionsWhere, InsertQueryBuilder, ObjectLiteral, UpdateQueryBuilder } from 'typeorm';
import type { Tx } from './transaction.js';

type Insertable<E extends ObjectLiteral> = Parameters<InsertQueryBuilder<E>['values']>[0];
type Updatable<E extends ObjectLiteral> = Parameters<UpdateQueryBuilder<E>['set']>[0];

const chunk = 500;

/**
 * Inserts whole rows. TypeORM's own type of an insert takes every column apart and so has no word for a JSON
 * column; a whole entity is always insertable, which is said here once.
 */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  ...rows: readonly E[]
): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk)
    await tx
      .getRepository(entity)
      .createQueryBuilder()
      .insert()
      .values(rows.slice(at, at + chunk) as Insertable<E>)
      .updateEntity(false)
      .execute();
}

/** Changes the rows that match; answers how many did. */
export async function updateRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  where: FindOptionsWhere<E>,
  change: Partial<E>,
): Promise<number> {
  const { affected } = await tx
    .getRepository(entity)
    .createQueryBuilder()
    .update()
    .set(change as Updatable<E>)
    .where(where)
    .execute();
  return affected ?? 0;
}
