import { dialectOf } from '../../src/platform/database/dialect.js';
import { insertRaw } from './raw-rows.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { cellMinutes } from '../../src/features/bookings/slots/cells.js';
import { idKinds, idTail, idTime, mostParts } from '../scale.plan.js';
import { accountIdsBegin, accountsEach } from './customers.js';
import { partTables } from './examples.js';
import type { ExampleVisit, PartTable } from './examples.js';

/** Where one copy of a visit stands, and whose it is. */
export interface CopyPlace {
  /** Its place among all copies. */
  readonly number: number;
  readonly exampleId: string;
  readonly id: string;
  readonly orderNumber: string;
  readonly customer: number;
  readonly customerId: string;
  /** When it was booked, epoch milliseconds: what its ids begin with. */
  readonly createdMs: number;
  /** How far from the example; a whole number of cells. */
  readonly byMinutes: number;
  readonly slotOn: string;
}

const places = 'scale_places';
const parts = 'scale_parts';
const minuteMs = 60_000;

/** How far a copy lies from its example. @throws Error unless it is a whole number of cells */
export function minutesBetween(example: ExampleVisit, startAt: number): number {
  const minutes = (startAt - example.startAt.getTime()) / minuteMs;
  if (!Number.isInteger(minutes / cellMinutes))
    throw new Error(`The visit ${example.bookingId} does not begin on a cell.`);
  return minutes;
}

/**
 * Visits again, each with its whole past moved along: the same work by the same provider at the same price, on another
 * day and for another customer. The rows never leave the database: it is told where the copies stand and writes them
 * from their examples, in the order of their ids, table by table.
 */
export async function writeCopies(
  tx: Tx,
  examples: readonly ExampleVisit[],
  copies: readonly CopyPlace[],
  seededAt: Date,
): Promise<void> {
  if (copies.length === 0) return;
  const isServer = dialectOf(tx) === 'mysql';
  const temporary = isServer ? 'TEMPORARY' : 'TEMP';
  await tx.query(`CREATE ${temporary} TABLE ${places} (
    id VARCHAR(36) PRIMARY KEY, number INT NOT NULL, exampleId VARCHAR(36) NOT NULL, idTime VARCHAR(13) NOT NULL,
    orderNumber VARCHAR(16) NOT NULL, customer INT NOT NULL, customerId VARCHAR(36) NOT NULL,
    byMinutes INT NOT NULL, slotOn VARCHAR(10) NOT NULL)`);
  await tx.query(`CREATE ${temporary} TABLE ${parts} (
    exampleId VARCHAR(36) NOT NULL, tableName VARCHAR(20) NOT NULL, place INT NOT NULL, rowId VARCHAR(36) NOT NULL,
    posting INT, account INT, PRIMARY KEY (exampleId, tableName, place))`);
  try {
    await insertRaw(
      tx,
      places,
      copies.map(({ createdMs, ...copy }) => ({ ...copy, idTime: idTime(createdMs) })),
    );
    const used = new Set(copies.map(({ exampleId }) => exampleId));
    await insertRaw(
      tx,
      parts,
      examples
        .filter(({ bookingId }) => used.has(bookingId))
        .flatMap(({ bookingId, parts: own }) =>
          own.map(({ table, ...part }) => ({ ...part, tableName: table, exampleId: bookingId })),
        ),
    );
    for (const statement of statementsOf(tx, seededAt)) await tx.query(statement);
  } finally {
    for (const table of [places, parts]) await tx.query(`DROP ${isServer ? 'TEMPORARY ' : ''}TABLE ${table}`);
  }
}

/** In the order in which the keys allow them to be written. */
function statementsOf(tx: Tx, seededAt: Date): string[] {
  const sql = dialectOf(tx) === 'mysql' ? onServer : embedded;
  const idOf = (kind: keyof typeof idKinds, place: string) =>
    sql.join('copy.idTime', `'${idTail(idKinds[kind])}'`, sql.hex(`copy.number * ${mostParts} + ${place}`));
  const ownId = (table: PartTable) => idOf(table, 'part.place');
  const actor = `CASE WHEN source.actorId = example.customerId THEN copy.customerId ELSE source.actorId END`;
  const account = `CASE WHEN part.account IS NULL THEN source.accountId ELSE ${sql.join(
    `'${accountIdsBegin(seededAt)}'`,
    sql.hex(`copy.customer * ${accountsEach} + part.account`),
  )} END`;
  const own: Readonly<Record<PartTable, Readonly<Record<string, string>>>> = {
    booking_items: { bookingId: 'copy.id' },
    booking_events: { bookingId: 'copy.id', actorId: actor },
    payments: { subjectId: 'copy.id', payerId: 'copy.customerId' },
    ledger_entries: {
      bookingId: 'copy.id',
      accountId: account,
      postingId: idOf('posting', 'part.posting'),
    },
  };
  const cells = sql.quotient('copy.byMinutes', cellMinutes);
  const insert = (table: string, changed: Readonly<Record<string, string>>, from: string) => {
    const columns = columnsOf(tx, table);
    const values = columns.map(
      ({ name, isInstant }) =>
        changed[name] ?? (isInstant ? sql.moved(`source.\`${name}\``) : `source.\`${name}\``),
    );
    const names = columns.map(({ name }) => `\`${name}\``);
    return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${from}`;
  };
  const ofCopy = ['id', 'customerId', 'orderNumber', 'slotOn'].map((name) => [name, `copy.${name}`]);
  return [
    insert(
      'bookings',
      Object.fromEntries(ofCopy) as Record<string, string>,
      `${places} copy JOIN bookings source ON source.id = copy.exampleId ORDER BY copy.id`,
    ),
    ...(Object.keys(partTables) as PartTable[]).map((table) =>
      insert(
        table,
        { id: ownId(table), ...own[table] },
        `${places} copy JOIN ${parts} part ON part.exampleId = copy.exampleId AND part.tableName = '${table}'
         JOIN ${table} source ON source.id = part.rowId JOIN bookings example ON example.id = copy.exampleId
         ORDER BY copy.id, part.place`,
      ),
    ),
    insert(
      'provider_cells',
      { cell: `source.cell + ${cells}`, lastCell: `source.lastCell + ${cells}`, ownerId: 'copy.id' },
      `${places} copy JOIN provider_cells source ON source.ownerId = copy.exampleId`,
    ),
  ];
}

interface CopiedColumn {
  readonly name: string;
  readonly isInstant: boolean;
}

function columnsOf(tx: Tx, table: string): CopiedColumn[] {
  const metadata = tx.dataSource.entityMetadatas.find(({ tableName }) => tableName === table);
  if (!metadata) throw new Error(`There is no table ${table}.`);
  return metadata.columns.map(({ databaseName, type }) => ({
    name: databaseName,
    isInstant: type === 'datetime',
  }));
}

/** What the two databases say differently. */
interface Words {
  join(...texts: string[]): string;
  /** Twelve digits. */
  hex(number: string): string;
  /** An instant of the example, as far away as the copy is. */
  moved(instant: string): string;
  quotient(dividend: string, divisor: number): string;
}

const onServer: Words = {
  join: (...texts) => `CONCAT(${texts.join(', ')})`,
  hex: (number) => `LPAD(LOWER(HEX(${number})), 12, '0')`,
  moved: (instant) => `${instant} + INTERVAL copy.byMinutes MINUTE`,
  quotient: (dividend, divisor) => `${dividend} DIV ${divisor}`,
};

const embedded: Words = {
  join: (...texts) => texts.join(' || '),
  hex: (number) => `printf('%012x', ${number})`,
  moved: (instant) => `strftime('%Y-%m-%d %H:%M:%f', ${instant}, copy.byMinutes || ' minutes')`,
  quotient: (dividend, divisor) => `${dividend} / ${divisor}`,
};
