import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, text, longText, instant, flag, json, nullable } = columns;

/** What people agreed to, and that they were erased. */
export class Privacy1763700000023 implements MigrationInterface {
  name = 'Privacy1763700000023';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'consents', {
      columns: [
        id(),
        ref('userId'),
        text('purpose', 30),
        flag('isGiven'),
        text('textVersion', 20),
        text('textHash', 64),
        text('proofHash', 64),
        nullable(text('ip', 45)),
        nullable(text('userAgent', 300)),
        instant('at'),
      ],
      index: [['userId', 'purpose', 'id']],
      foreign: { userId: ['users', 'id'] },
    });
    await createTable(runner, 'erasure_requests', {
      columns: [id(), ref('userId'), instant('erasedAt'), json('outcome'), longText('receipt')],
      unique: [['userId']],
      foreign: { userId: ['users', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'erasure_requests', 'consents');
  }
}
