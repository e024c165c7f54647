import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, longText, instant, day, paise, int, flag, json, nullable } = columns;

/** Bookings, their history and quotes to cancel, and the journal. */
export class Bookings1763700000004 implements MigrationInterface {
  name = 'Bookings1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'bookings', {
      columns: [
        id(),
        text('orderNumber', 16),
        ref('customerId'),
        ref('categoryId'),
        nullable(ref('providerId')),
        flag('unplaced'),
        text('state', 20),
        text('paymentState', 20),
        text('paymentMethod', 10),
        instant('slotStartAt'),
        instant('slotEndAt'),
        day('slotOn'),
        int('durationMinutes'),
        json('address'),
        text('pincode', 6),
        text('city', 60),
        json('price'),
        paise('totalPaise'),
        paise('serviceValuePaise'),
        json('frozenPolicies'),
        text('startCode', 4),
        nullable(longText('instructions')),
        text('channel', 10),
        int('scheduleVersion'),
        int('version'),
        instant('createdAt'),
        instant('updatedAt'),
      ],
      unique: [['orderNumber']],
      index: [
        ['customerId', 'slotStartAt', 'id'],
        ['state', 'slotStartAt', 'id'],
        ['slotStartAt', 'id'],
        ['providerId', 'slotStartAt'],
      ],
      foreign: {
        customerId: ['users', 'id'],
        categoryId: ['categories', 'id'],
        providerId: ['providers', 'id'],
      },
    });
    await createTable(runner, 'booking_items', {
      columns: [
        id(),
        ref('bookingId'),
        ref('rateCardId'),
        ref('serviceId'),
        text('serviceSlug', 80),
        text('serviceName', 120),
        text('variant', 120),
        int('quantity'),
        paise('unitPaise'),
        paise('amountPaise'),
        int('durationMinutes'),
      ],
      index: [['bookingId']],
      foreign: {
        bookingId: ['bookings', 'id'],
        rateCardId: ['rate_cards', 'id'],
        serviceId: ['subcategories', 'id'],
      },
    });
    await createTable(runner, 'booking_events', {
      columns: [
        id(),
        ref('bookingId'),
        int('sequence'),
        text('event', 24),
        nullable(text('fromState', 20)),
        text('toState', 20),
        text('actorKind', 16),
        text('actorId', 36),
        text('channel', 10),
        nullable(text('reason', 500)),
        nullable(json('receipts')),
        instant('at'),
      ],
      unique: [['bookingId', 'sequence']],
      foreign: { bookingId: ['bookings', 'id'] },
    });
    await createTable(runner, 'cancellation_quotes', {
      columns: [
        id(),
        ref('bookingId'),
        subjectId('principalId'),
        int('bookingVersion'),
        paise('feePaise'),
        paise('refundPaise'),
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
    await createTable(runner, 'ledger_accounts', {
      columns: [id(), text('kind', 32), text('subject', 36), instant('createdAt')],
      unique: [['kind', 'subject']],
    });
    await createTable(runner, 'ledger_entries', {
      columns: [
        id(),
        subjectId('postingId'),
        ref('accountId'),
        paise('amountPaise'),
        text('reason', 40),
        nullable(subjectId('bookingId')),
        instant('at'),
      ],
      index: [['accountId', 'at'], ['bookingId'], ['postingId']],
      foreign: { accountId: ['ledger_accounts', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'ledger_entries',
      'ledger_accounts',
      'cancellation_quotes',
      'booking_events',
      'booking_items',
      'bookings',
    );
  }
}
