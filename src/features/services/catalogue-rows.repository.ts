import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { AlreadyInCatalogue } from './services.errors.js';
import { SynonymEntity } from './synonym.entity.js';

/** What a row is, and what is asked of one; TypeORM's words, said here for those who ask. */
export type CatalogueRow = ObjectLiteral;
export type RowFilter<E extends CatalogueRow> = FindOptionsWhere<E>;

/** A table of the catalogue and the column its rows are known and sorted by. */
export interface CatalogueTable<E extends ObjectLiteral> {
  readonly entity: new () => E;
  readonly key: keyof E & string;
}

/** The rows of the catalogue as staff see them: the inactive ones too, straight from the tables. */
@Injectable()
export class CatalogueRowsRepository {
  /** In the order of the key, from the row after `after` on. */
  list<E extends ObjectLiteral>(
    reader: Reader,
    { entity, key }: CatalogueTable<E>,
    filter: FindOptionsWhere<E>,
    after: Keyset | null,
    take: number,
  ): Promise<E[]> {
    const where = { ...filter, ...(after && { [key]: MoreThan(String(after[0])) }) } as FindOptionsWhere<E>;
    const order = { [key]: 'ASC' } as FindOptionsOrder<E>;
    return reader.getRepository(entity).find({ where, order, take });
  }

  find<E extends ObjectLiteral>(
    reader: Reader,
    { entity }: CatalogueTable<E>,
    where: FindOptionsWhere<E>,
  ): Promise<E | null> {
    return reader.getRepository(entity).findOneBy(where);
  }

  /** Other changes of it wait until the transaction ends. */
  hold<E extends ObjectLiteral>(
    tx: Tx,
    { entity }: CatalogueTable<E>,
    where: FindOptionsWhere<E>,
  ): Promise<E | null> {
    return lockRow(tx, entity, where);
  }

  /**
   * Two writers of one name race for it; the unique key lets one of them win.
   * @throws AlreadyInCatalogue for the other
   */
  async insert<E extends ObjectLiteral>(
    tx: Tx,
    { entity }: CatalogueTable<E>,
    ...rows: readonly E[]
  ): Promise<void> {
    try {
      await insertRows(tx, entity, ...rows);
    } catch (error) {
      throw isUniqueViolation(error) ? new AlreadyInCatalogue() : error;
    }
  }

  /** @throws AlreadyInCatalogue when another row has its name */
  async update<E extends ObjectLiteral>(
    tx: Tx,
    { entity }: CatalogueTable<E>,
    where: FindOptionsWhere<E>,
    change: Partial<E>,
  ): Promise<void> {
    try {
      await updateRows(tx, entity, where, change);
    } catch (error) {
      throw isUniqueViolation(error) ? new AlreadyInCatalogue() : error;
    }
  }

  async remove<E extends ObjectLiteral>(
    tx: Tx,
    { entity }: CatalogueTable<E>,
    where: FindOptionsWhere<E>,
  ): Promise<void> {
    await tx.getRepository(entity).delete(where);
  }

  /** Every phrase of what a synonym stands for; the caller holds that. */
  phrasesOf(
    reader: Reader,
    { subcategoryId, categoryId }: Pick<SynonymEntity, 'subcategoryId' | 'categoryId'>,
  ): Promise<SynonymEntity[]> {
    return reader.getRepository(SynonymEntity).findBy({
      subcategoryId: subcategoryId ?? IsNull(),
      categoryId: categoryId ?? IsNull(),
    });
  }
}
