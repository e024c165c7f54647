import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, ref, text, instant, int, nullable } = columns;

/** One-time codes and links, and what was tried at doors that belong to nobody. */
export class CustomerIdentity1763700000020 implements MigrationInterface {
  name = 'CustomerIdentity1763700000020';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'sign_in_counters', {
      columns: [
        naturalKey('claimKey', 43),
        int('failedLogins'),
        nullable(instant('lockedUntil')),
        instant('updatedAt'),
      ],
      index: [['updatedAt']],
    });
    await createTable(runner, 'otp_challenges', {
      columns: [
        id(),
        text('addressKey', 43),
        text('audience', 16),
        text('purpose', 20),
        text('codeHash', 43),
        int('attempts'),
        instant('createdAt'),
        instant('expiresAt'),
        nullable(instant('usedAt')),
      ],
      index: [['addressKey', 'createdAt'], ['createdAt']],
    });
    await createTable(runner, 'account_links', {
      columns: [
        id(),
        ref('userId'),
        text('purpose', 20),
        text('tokenHash', 43),
        text('addressKey', 43),
        instant('createdAt'),
        instant('expiresAt'),
        nullable(instant('usedAt')),
      ],
      unique: [['tokenHash']],
      index: [['userId', 'purpose', 'createdAt'], ['expiresAt']],
      foreign: { userId: ['users', 'id'] },
    });
    await addColumn(runner, 'users', nullable(text('avatarKey', 120)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('users', 'avatarKey');
    await dropTables(runner, 'account_links', 'otp_challenges', 'sign_in_counters');
  }
}
