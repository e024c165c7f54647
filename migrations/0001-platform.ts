import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, subjectId, text, longText, instant, int, json, nullable } = columns;

/** Commands, jobs and notices: what everything else stands on. */
export class Platform1763700000001 implements MigrationInterface {
  name = 'Platform1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'commands', {
      columns: [
        id(),
        text('scope', 160),
        text('key', 255),
        text('fingerprint', 64),
        nullable(subjectId('resultId')),
        instant('createdAt'),
        instant('expiresAt'),
      ],
      unique: [['scope', 'key']],
      index: [['expiresAt']],
    });
    await createTable(runner, 'jobs', {
      columns: [
        id(),
        text('name', 100),
        json('payload'),
        nullable(text('key', 191)),
        nullable(text('orderKey', 150)),
        text('state', 10),
        int('attempts'),
        int('maxAttempts'),
        instant('runAt'),
        nullable(instant('leaseUntil')),
        nullable(text('leaseToken', 36)),
        nullable(longText('lastError')),
        text('correlationId', 64),
        instant('createdAt'),
        nullable(instant('finishedAt')),
      ],
      unique: [['key']],
      index: [['state', 'runAt'], ['state', 'leaseUntil'], ['orderKey', 'state'], ['finishedAt']],
    });
    await createTable(runner, 'job_schedules', { columns: [naturalKey('name', 100), instant('nextAt')] });
    await createTable(runner, 'notification_templates', {
      columns: [
        id(),
        text('kind', 60),
        text('channel', 10),
        text('language', 5),
        nullable(text('dltId', 30)),
        nullable(text('subject', 200)),
        longText('body'),
      ],
      unique: [['kind', 'channel', 'language']],
    });
    await createTable(runner, 'notifications', {
      columns: [
        id(),
        subjectId('userId'),
        text('kind', 60),
        text('channel', 10),
        nullable(text('to', 254)),
        nullable(text('subject', 255)),
        longText('body'),
        nullable(text('dltId', 30)),
        text('state', 10),
        text('dedupKey', 191),
        nullable(text('reference', 100)),
        instant('createdAt'),
        nullable(instant('sentAt')),
        nullable(instant('readAt')),
      ],
      unique: [['dedupKey']],
      index: [
        ['userId', 'channel', 'id'],
        ['userId', 'channel', 'readAt'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'notifications', 'notification_templates', 'job_schedules', 'jobs', 'commands');
  }
}
