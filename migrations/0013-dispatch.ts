import { TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, instant, int, real, json, nullable } = columns;

const queue = ['unplaced', 'id'];

async function findQueue(runner: QueryRunner): Promise<TableIndex | undefined> {
  const bookings = await runner.getTable('bookings');
  return bookings?.indices.find(({ columnNames }) => columnNames.join() === queue.join());
}

/** The search for providers: waves of offers, what providers have shown, and the queue of what nobody took. */
export class Dispatch1763700000013 implements MigrationInterface {
  name = 'Dispatch1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'dispatches', {
      columns: [
        id(),
        ref('bookingId'),
        nullable(subjectId('openFor')),
        int('scheduleVersion'),
        ref('policyId'),
        text('state', 10),
        int('waveIndex'),
        nullable(instant('waveEndsAt')),
        json('exceptProviderIds'),
        instant('startedAt'),
        nullable(instant('endedAt')),
      ],
      unique: [['openFor']],
      index: [['bookingId', 'id']],
      foreign: { bookingId: ['bookings', 'id'], policyId: ['policies', 'id'] },
    });
    await createTable(runner, 'dispatch_offers', {
      columns: [
        id(),
        ref('dispatchId'),
        ref('bookingId'),
        ref('providerId'),
        int('scheduleVersion'),
        int('waveIndex'),
        text('state', 10),
        real('score'),
        json('parts'),
        json('receipts'),
        instant('offeredAt'),
        instant('expiresAt'),
        nullable(instant('answeredAt')),
        nullable(text('reason', 500)),
      ],
      unique: [['dispatchId', 'waveIndex', 'providerId']],
      index: [
        ['providerId', 'id'],
        ['providerId', 'state', 'expiresAt'],
        ['bookingId', 'id'],
      ],
      foreign: {
        dispatchId: ['dispatches', 'id'],
        bookingId: ['bookings', 'id'],
        providerId: ['providers', 'id'],
      },
    });
    await createTable(runner, 'provider_records', {
      columns: [
        id('providerId'),
        int('acceptedCount'),
        int('refusedCount'),
        int('visitCount'),
        int('onTimeCount'),
        nullable(instant('lastOfferedAt')),
      ],
      foreign: { providerId: ['providers', 'id'] },
    });
    if (!(await findQueue(runner)))
      await runner.createIndex('bookings', new TableIndex({ columnNames: queue }));
  }

  async down(runner: QueryRunner): Promise<void> {
    const index = await findQueue(runner);
    if (index) await runner.dropIndex('bookings', index);
    await dropTables(runner, 'provider_records', 'dispatch_offers', 'dispatches');
  }
}
