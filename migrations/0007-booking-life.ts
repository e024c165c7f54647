import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, columns } from '../src/platform/database/migration.js';

const { subjectId, text, instant, paise, nullable } = columns;

const added = [
  nullable(instant('paymentDueAt')),
  nullable(instant('originalSlotStartAt')),
  nullable(instant('lateMovedAt')),
  nullable(paise('lateMoveFeePaise')),
  nullable(instant('arrivedAt')),
  nullable(instant('startedAt')),
  nullable(instant('completedAt')),
  nullable(subjectId('reworkOfId')),
  nullable(instant('safetyFlaggedAt')),
  nullable(instant('providerChangedAt')),
  nullable(text('feeWaivedReason', 500)),
];

/** What befalls a booking after it is made. */
export class BookingLife1763700000007 implements MigrationInterface {
  name = 'BookingLife1763700000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of added) await addColumn(runner, 'bookings', column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of added.toReversed()) await runner.dropColumn('bookings', name);
  }
}
