import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, longText, instant, day, int, real, flag, json, nullable } = columns;

/** Signing keys and sessions, customers and their addresses, staff and their rights. */
export class People1763700000002 implements MigrationInterface {
  name = 'People1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await this.createSessions(runner);
    await this.createUsers(runner);
    await this.createStaff(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'staff', 'role_permissions', 'permissions', 'roles');
    await dropTables(runner, 'addresses', 'users');
    await dropTables(runner, 'refresh_tokens', 'sessions', 'signing_keys');
  }

  private async createSessions(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'signing_keys', {
      columns: [
        id(),
        int('sequence'),
        longText('publicKey'),
        longText('sealedPrivateKey'),
        instant('createdAt'),
      ],
      unique: [['sequence']],
    });
    await createTable(runner, 'sessions', {
      columns: [
        id(),
        text('audience', 16),
        subjectId('principalId'),
        instant('createdAt'),
        instant('lastUsedAt'),
        instant('expiresAt'),
        nullable(instant('revokedAt')),
        nullable(text('revokedReason', 32)),
        nullable(text('userAgent', 300)),
        nullable(text('ip', 45)),
      ],
      index: [['audience', 'principalId', 'id'], ['expiresAt']],
    });
    await createTable(runner, 'refresh_tokens', {
      columns: [
        id(),
        ref('sessionId'),
        text('hash', 43),
        nullable(instant('usedAt')),
        instant('expiresAt'),
        instant('createdAt'),
      ],
      unique: [['hash']],
      index: [['sessionId']],
      foreign: { sessionId: ['sessions', 'id'] },
    });
  }

  private async createUsers(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'users', {
      columns: [
        id(),
        nullable(text('mobile', 16)),
        nullable(text('email', 254)),
        text('firstName', 80),
        nullable(text('lastName', 80)),
        text('passwordHash', 255),
        nullable(instant('emailVerifiedAt')),
        nullable(instant('mobileVerifiedAt')),
        text('referralCode', 12),
        nullable(ref('referredById')),
        json('preferences'),
        text('language', 8),
        flag('isActive'),
        instant('createdAt'),
        instant('updatedAt'),
        nullable(instant('deletedAt')),
        int('failedLogins'),
        nullable(instant('lockedUntil')),
        nullable(instant('lastLoginAt')),
      ],
      unique: [['mobile'], ['email'], ['referralCode']],
      foreign: { referredById: ['users', 'id'] },
    });
    await createTable(runner, 'addresses', {
      columns: [
        id(),
        ref('userId'),
        text('line1', 200),
        nullable(text('line2', 200)),
        text('city', 80),
        text('state', 80),
        text('pincode', 6),
        nullable(text('contactName', 120)),
        nullable(text('contactMobile', 16)),
        flag('isDefault'),
        nullable(real('lat')),
        nullable(real('lng')),
        instant('createdAt'),
        nullable(instant('deletedAt')),
      ],
      index: [['userId', 'id']],
      foreign: { userId: ['users', 'id'] },
    });
  }

  private async createStaff(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'roles', {
      columns: [id(), text('name', 40), int('level')],
      unique: [['name']],
    });
    await createTable(runner, 'permissions', {
      columns: [id(), text('name', 60), text('module', 30)],
      unique: [['name']],
    });
    await createTable(runner, 'role_permissions', {
      columns: [id('roleId'), id('permissionId')],
      foreign: { roleId: ['roles', 'id'], permissionId: ['permissions', 'id'] },
    });
    await createTable(runner, 'staff', {
      columns: [
        id(),
        text('employeeId', 16),
        ref('roleId'),
        text('firstName', 80),
        nullable(text('lastName', 80)),
        text('email', 254),
        text('mobile', 16),
        text('passwordHash', 255),
        int('failedLogins'),
        nullable(instant('lockedUntil')),
        nullable(text('department', 80)),
        nullable(text('designation', 80)),
        nullable(ref('reportsToId')),
        nullable(day('joinedOn')),
        nullable(day('leftOn')),
        nullable(text('shift', 40)),
        json('languages'),
        nullable(int('capacity')),
        flag('isActive'),
        nullable(instant('lastLoginAt')),
        instant('createdAt'),
        instant('updatedAt'),
      ],
      unique: [['employeeId'], ['email'], ['mobile']],
      index: [['roleId']],
      foreign: { roleId: ['roles', 'id'], reportsToId: ['staff', 'id'] },
    });
  }
}
