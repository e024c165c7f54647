import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, ref, subjectId, text, longText, instant, day, int, json, nullable } = columns;

const warrantyDays = nullable(int('warrantyDays'));

/** What providers do at the door, what both sides say afterwards, and days on which hours differ. */
export class ProviderSide1763700000015 implements MigrationInterface {
  name = 'ProviderSide1763700000015';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'reviews', {
      columns: [
        id(),
        ref('bookingId'),
        text('side', 10),
        ref('customerId'),
        ref('providerId'),
        int('stars'),
        int('providerStars'),
        nullable(longText('text')),
        instant('visibleAt'),
        nullable(instant('countedAt')),
        instant('createdAt'),
        instant('updatedAt'),
      ],
      unique: [['bookingId', 'side']],
      index: [['providerId', 'side', 'visibleAt', 'id']],
      foreign: {
        bookingId: ['bookings', 'id'],
        customerId: ['users', 'id'],
        providerId: ['providers', 'id'],
      },
    });
    await createTable(runner, 'start_code_misses', {
      columns: [id('bookingId'), int('misses'), nullable(instant('lockedUntil')), instant('updatedAt')],
      foreign: { bookingId: ['bookings', 'id'] },
    });
    await createTable(runner, 'provider_hour_exceptions', {
      columns: [id('providerId'), naturalKey('onDay', 10), json('intervals')],
      foreign: { providerId: ['providers', 'id'] },
    });
    await createTable(runner, 'city_holidays', {
      columns: [
        id(),
        text('city', 60),
        day('onDay'),
        text('name', 80),
        subjectId('createdById'),
        instant('createdAt'),
      ],
      unique: [['city', 'onDay']],
    });
    if (!(await runner.hasColumn('booking_items', warrantyDays.name)))
      await addColumn(runner, 'booking_items', warrantyDays);
    // Bookings made before go by the days their services have now.
    await runner.query(
      `UPDATE booking_items SET warrantyDays = (SELECT warrantyDays FROM subcategories WHERE subcategories.id = booking_items.serviceId)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('booking_items', warrantyDays.name);
    await dropTables(runner, 'city_holidays', 'provider_hour_exceptions', 'start_code_misses', 'reviews');
  }
}
