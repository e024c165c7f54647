import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, ref, subjectId, text, longText, instant, int, json, nullable } = columns;

/** What staff do, how they join, what takes two of them, and their second factor. */
export class StaffAndAudit1763700000021 implements MigrationInterface {
  name = 'StaffAndAudit1763700000021';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'audit_log', {
      columns: [
        id(),
        instant('occurredAt'),
        text('actorKind', 16),
        subjectId('actorId'),
        nullable(subjectId('sessionId')),
        text('channel', 8),
        text('action', 60),
        text('subjectKind', 40),
        text('subjectId', 64),
        nullable(longText('stateBefore')),
        nullable(longText('stateAfter')),
        nullable(text('correlationId', 64)),
        nullable(int('sequence')),
        nullable(text('prevHash', 64)),
        nullable(text('hash', 64)),
      ],
      unique: [['sequence']],
      index: [
        ['subjectKind', 'subjectId', 'id'],
        ['actorId', 'id'],
        ['action', 'id'],
      ],
    });
    await createTable(runner, 'audit_heads', {
      columns: [naturalKey('name', 16), int('sequence'), text('hash', 64), text('mac', 64)],
    });
    await createTable(runner, 'approvals', {
      columns: [
        id(),
        text('kind', 60),
        text('subjectKind', 40),
        subjectId('subjectId'),
        json('payload'),
        text('state', 12),
        nullable(text('pendingKey', 100)),
        subjectId('requestedById'),
        text('reason', 300),
        instant('requestedAt'),
        instant('expiresAt'),
        nullable(subjectId('decidedById')),
        nullable(instant('decidedAt')),
        nullable(text('decisionNote', 300)),
      ],
      unique: [['pendingKey']],
      index: [
        ['state', 'id'],
        ['requestedById', 'id'],
      ],
    });
    await createTable(runner, 'staff_invitations', {
      columns: [
        id(),
        text('tokenHash', 43),
        text('email', 254),
        text('firstName', 80),
        nullable(text('lastName', 80)),
        nullable(text('mobile', 16)),
        ref('roleId'),
        nullable(ref('staffId')),
        subjectId('invitedById'),
        instant('createdAt'),
        instant('expiresAt'),
        nullable(instant('usedAt')),
      ],
      unique: [['tokenHash']],
      index: [['email', 'usedAt'], ['roleId'], ['staffId']],
      foreign: { roleId: ['roles', 'id'], staffId: ['staff', 'id'] },
    });
    await createTable(runner, 'staff_second_factors', {
      columns: [
        id('staffId'),
        text('sealedSecret', 255),
        nullable(int('lastStep')),
        int('failedLogins'),
        nullable(instant('lockedUntil')),
        instant('createdAt'),
        nullable(instant('confirmedAt')),
      ],
      foreign: { staffId: ['staff', 'id'] },
    });
    await createTable(runner, 'staff_recovery_codes', {
      columns: [id(), ref('staffId'), text('codeHash', 43), nullable(instant('usedAt'))],
      unique: [['staffId', 'codeHash']],
      foreign: { staffId: ['staff', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'staff_recovery_codes',
      'staff_second_factors',
      'staff_invitations',
      'approvals',
      'audit_heads',
      'audit_log',
    );
  }
}
