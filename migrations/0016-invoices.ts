import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, subjectId, text, instant, day, paise, int, json, nullable } = columns;

/** Invoices, credit notes, and the counters that number them without gaps. */
export class Invoices1763700000016 implements MigrationInterface {
  name = 'Invoices1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'invoices', {
      columns: [
        id(),
        text('kind', 12),
        subjectId('subjectId'),
        text('sourceKey', 64),
        text('number', 16),
        text('series', 8),
        int('serial'),
        nullable(subjectId('correctsId')),
        day('issuedOn'),
        paise('taxPaise'),
        paise('totalPaise'),
        json('document'),
        instant('createdAt'),
      ],
      unique: [['number'], ['sourceKey'], ['series', 'serial']],
      index: [['subjectId', 'id']],
    });
    await createTable(runner, 'invoice_counters', {
      columns: [naturalKey('series', 8), int('lastSerial')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'invoice_counters', 'invoices');
  }
}
