import type { QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { ProviderSide1763700000015 } from '../../migrations/0015-provider-side.js';
import { entities } from '../../src/entities.js';
import { BookingItemEntity } from '../../src/features/bookings/index.js';
import { SubcategoryEntity } from '../../src/features/services/index.js';
import { newId } from '../../src/kernel/ids.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { insertRows } from '../../src/platform/database/rows.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { insertCatalogue } from '../factories/catalogue.js';
import { openTestSource, testDialect } from '../database.js';
import type { TestSource } from '../database.js';

describe('items booked before warranties were kept with them (DI-6)', () => {
  let database: TestSource;
  let runner: QueryRunner;

  beforeAll(async () => {
    database = await openTestSource({ entities, migrations });
    await migrate(database.source);
    runner = database.source.createQueryRunner();
    await runner.query(testDialect === 'mysql' ? 'SET FOREIGN_KEY_CHECKS = 0' : 'PRAGMA foreign_keys = OFF');
  });
  afterAll(async () => {
    await runner.release();
    await database.close();
  });

  it('go by the days of their services, through the change and back', async () => {
    const tx = runner.manager as Tx;
    const ids = await insertCatalogue(tx);
    const booked = ['tap-repair', 'water-tank-cleaning'].map((slug) => ({
      ...{ id: newId(), bookingId: newId(), rateCardId: newId(), serviceId: ids.service(slug) },
      ...{ serviceSlug: slug, serviceName: slug, variant: 'Basic', quantity: 1 },
      ...{ unitPaise: 29_900, amountPaise: 29_900, durationMinutes: 60, warrantyDays: null },
    }));
    await insertRows(tx, BookingItemEntity, ...booked);
    const change = new ProviderSide1763700000015();
    await change.down(runner);
    expect(await runner.hasColumn('booking_items', 'warrantyDays')).toBe(false);
    await change.up(runner);
    for (const { id, serviceId } of booked) {
      const item = await tx.getRepository(BookingItemEntity).findOneByOrFail({ id });
      const service = await tx.getRepository(SubcategoryEntity).findOneByOrFail({ id: serviceId });
      expect(item).toMatchObject({ warrantyDays: service.warrantyDays, unitPaise: 29_900 });
    }
    const { warrantyDays } = await tx
      .getRepository(BookingItemEntity)
      .findOneByOrFail({ id: booked[0]?.id ?? '' });
    expect(warrantyDays).toBe(15);
  });
});
