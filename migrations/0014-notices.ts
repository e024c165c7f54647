import { TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, subjectId, text, longText, instant, int, flag, nullable } = columns;

const added = [
  nullable(longText('sealed')),
  nullable(instant('validUntil')),
  nullable(subjectId('bookingId')),
  nullable(int('scheduleVersion')),
  nullable(text('failure', 100)),
  nullable(instant('deletedAt')),
];

/** Notices that carry secrets, end, are put away, and go to people who are no users; what people want of them. */
export class Notices1763700000014 implements MigrationInterface {
  name = 'Notices1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of added) await addColumn(runner, 'notifications', column);
    await letUserBeUnknown(runner, true);
    await runner.createIndex('notifications', byState());
    await addColumn(runner, 'notification_templates', nullable(longText('registered')));
    await registerSmsTexts(runner);
    await createTable(runner, 'notification_preferences', {
      columns: [
        id(),
        subjectId('userId'),
        text('category', 20),
        text('channel', 10),
        flag('isOn'),
        instant('updatedAt'),
      ],
      unique: [['userId', 'category', 'channel']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'notification_preferences');
    await runner.dropColumn('notification_templates', 'registered');
    await runner.dropIndex('notifications', byState());
    await runner.query('DELETE FROM notifications WHERE userId IS NULL');
    await letUserBeUnknown(runner, false);
    for (const { name } of added.toReversed()) await runner.dropColumn('notifications', name);
  }
}

const byState = (): TableIndex => new TableIndex({ columnNames: ['state', 'id'] });

async function letUserBeUnknown(runner: QueryRunner, isNullable: boolean): Promise<void> {
  await runner.changeColumn(
    'notifications',
    'userId',
    new TableColumn({ ...subjectId('userId'), isNullable }),
  );
}

/** The texts that are there were registered as they stand. */
async function registerSmsTexts(runner: QueryRunner): Promise<void> {
  const templates: { id: string; body: string }[] = await runner.query(
    "SELECT id, body FROM notification_templates WHERE channel = 'sms'",
  );
  for (const each of templates)
    await runner.query('UPDATE notification_templates SET registered = ? WHERE id = ?', [
      each.body.replace(/\{#\w+#\}/g, '{#var#}'),
      each.id,
    ]);
}
