import type { EntityManager, EntityMetadata } from 'typeorm';
import { newId } from '../../src/kernel/ids.js';
import { isPersonal } from '../../src/features/privacy/registry/table-decision.js';
import { tableRegistry } from '../../src/features/privacy/registry/table-registry.js';

type Value = string | number | boolean | Date | object | null;
export type PlantedRow = Record<string, Value>;
type Column = EntityMetadata['columns'][number];

/** Goes up with every value of every planter, so that a word stands in one row only. */
let count = 0;

/**
 * Puts one row of a customer into any table, made from nothing but its columns: what it refers to is planted first,
 * and every text in it is a word that occurs nowhere else. So a new table is tried without a line of its own.
 */
export class Planter {
  private readonly planted = new Map<string, PlantedRow>();

  constructor(
    private readonly manager: EntityManager,
    private readonly userId: string,
    private readonly at: Date,
  ) {
    this.planted.set('users', { id: userId });
  }

  async plant(table: string): Promise<PlantedRow> {
    const known = this.planted.get(table);
    if (known) return known;
    const metadata = this.manager.dataSource.getMetadata(table);
    const row: PlantedRow = {};
    for (const column of metadata.columns) row[column.propertyName] = this.valueOf(table, column);
    for (const key of metadata.foreignKeys) {
      const [column] = key.columns;
      const [referred] = key.referencedColumns;
      if (!column || !referred) continue;
      const target = key.referencedEntityMetadata.tableName;
      const isOwner = ownerColumns(table).includes(column.propertyName);
      row[column.propertyName] =
        column.isNullable && !isOwner ? null : ((await this.plant(target))[referred.propertyName] ?? null);
    }
    await this.owned(table, row);
    await this.manager.getRepository(table).insert(row);
    this.planted.set(table, row);
    return row;
  }

  /** What a row is the customer's by. */
  private async owned(table: string, row: PlantedRow): Promise<void> {
    const decision = tableRegistry[table];
    if (!decision || !isPersonal(decision)) return;
    const { rows } = decision;
    if ('by' in rows) {
      row[rows.by] = this.userId;
      if (rows.kind !== undefined) row[rows.kind] = 'customer';
    } else if ('principal' in rows) row[rows.principal] = `customer:${this.userId}/planted`;
    else row[rows.column] = (await this.plant(rows.parent))['id'] ?? null;
  }

  private valueOf(table: string, { type, length, isPrimary, propertyName }: Column): Value {
    count += 1;
    if (type === 'varchar') {
      if (length === '36') return newId();
      const word = `c${count}${isPrimary ? newId().slice(-4) : ''}-${table}-${propertyName}`;
      return word.slice(0, Number(length));
    }
    if (type === 'text') return `c${count}-${table}-${propertyName}`;
    if (type === 'simple-json') return { planted: `c${count}-${table}-${propertyName}` };
    if (type === 'datetime') return this.at;
    return type === 'boolean' ? false : count;
  }
}

function ownerColumns(table: string): string[] {
  const decision = tableRegistry[table];
  if (!decision || !isPersonal(decision)) return [];
  return ['by', 'column'].flatMap((key) => {
    const column: unknown = Reflect.get(decision.rows, key);
    return typeof column === 'string' ? [column] : [];
  });
}
