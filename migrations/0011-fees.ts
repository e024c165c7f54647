import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, text, instant, paise, json, nullable } = columns;

/** What providers forfeit, and by which ways a cancellation gives money back. */
export class Fees1763700000011 implements MigrationInterface {
  name = 'Fees1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'cancellation_quotes', nullable(json('refunds')));
    await createTable(runner, 'provider_penalties', {
      columns: [
        id(),
        ref('providerId'),
        ref('bookingId'),
        text('cause', 20),
        paise('penaltyPaise'),
        json('receipts'),
        instant('at'),
      ],
      index: [
        ['providerId', 'at'],
        ['bookingId', 'providerId'],
      ],
      foreign: { providerId: ['providers', 'id'], bookingId: ['bookings', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'provider_penalties');
    await runner.dropColumn('cancellation_quotes', 'refunds');
  }
}
