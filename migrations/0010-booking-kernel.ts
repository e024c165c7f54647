import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, instant, paise, int, json, nullable } = columns;

/** Holds, carts, who is kept apart, and what it takes to move a booking. */
export class BookingKernel1763700000010 implements MigrationInterface {
  name = 'BookingKernel1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'holds', {
      columns: [
        id(),
        text('principalKind', 20),
        subjectId('principalId'),
        ref('categoryId'),
        json('items'),
        text('pincode', 6),
        instant('slotStartAt'),
        instant('slotEndAt'),
        int('durationMinutes'),
        ref('providerId'),
        instant('expiresAt'),
        instant('createdAt'),
      ],
      unique: [['principalKind', 'principalId', 'categoryId']],
      index: [['expiresAt']],
      foreign: { categoryId: ['categories', 'id'], providerId: ['providers', 'id'] },
    });
    await createTable(runner, 'provider_blocks', {
      columns: [
        id(),
        ref('customerId'),
        ref('providerId'),
        text('blockedBy', 10),
        nullable(text('reason', 500)),
        instant('createdAt'),
      ],
      unique: [['customerId', 'providerId']],
      foreign: { customerId: ['users', 'id'], providerId: ['providers', 'id'] },
    });
    await createTable(runner, 'carts', {
      columns: [
        id(),
        text('principalKind', 20),
        subjectId('principalId'),
        nullable(ref('categoryId')),
        instant('createdAt'),
        instant('updatedAt'),
      ],
      unique: [['principalKind', 'principalId']],
      foreign: { categoryId: ['categories', 'id'] },
    });
    await createTable(runner, 'cart_items', {
      columns: [
        id(),
        ref('cartId'),
        ref('rateCardId'),
        int('quantity'),
        nullable(json('attributes')),
        instant('createdAt'),
      ],
      index: [['cartId']],
      foreign: { cartId: ['carts', 'id'], rateCardId: ['rate_cards', 'id'] },
    });
    await createTable(runner, 'reschedule_quotes', {
      columns: [
        id(),
        ref('bookingId'),
        subjectId('principalId'),
        int('bookingVersion'),
        paise('feePaise'),
        text('tier', 60),
        nullable(instant('nextTierAt')),
        json('receipts'),
        instant('expiresAt'),
        nullable(instant('usedAt')),
        instant('createdAt'),
      ],
      index: [['bookingId']],
      foreign: { bookingId: ['bookings', 'id'] },
    });
    await createTable(runner, 'reschedule_proposals', {
      columns: [
        id(),
        ref('bookingId'),
        ref('providerId'),
        int('scheduleVersion'),
        instant('slotStartAt'),
        text('reason', 500),
        text('state', 12),
        instant('answerDueAt'),
        nullable(instant('answeredAt')),
        instant('createdAt'),
      ],
      index: [['bookingId', 'state']],
      foreign: { bookingId: ['bookings', 'id'], providerId: ['providers', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'reschedule_proposals',
      'reschedule_quotes',
      'cart_items',
      'carts',
      'provider_blocks',
      'holds',
    );
  }
}
