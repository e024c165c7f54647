import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, longText, instant, int, real, json, paise, nullable } = columns;

/** Conversations, their turns, and what the assistant proposed to do. */
export class Chat1763700000005 implements MigrationInterface {
  name = 'Chat1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'threads', {
      columns: [
        id(),
        text('ownerKind', 16),
        subjectId('ownerId'),
        text('title', 120),
        text('channel', 16),
        text('language', 10),
        int('nextSequence'),
        nullable(json('dialog')),
        instant('createdAt'),
        instant('lastMessageAt'),
        nullable(instant('deletedAt')),
      ],
      index: [['ownerKind', 'ownerId', 'lastMessageAt', 'id']],
    });
    await createTable(runner, 'messages', {
      columns: [
        id(),
        ref('threadId'),
        int('sequence'),
        text('role', 16),
        longText('content'),
        nullable(subjectId('turnId')),
        nullable(json('intents')),
        nullable(json('entities')),
        nullable(real('sentiment')),
        nullable(json('answer')),
        nullable(json('steps')),
        nullable(int('latencyMs')),
        instant('createdAt'),
      ],
      unique: [['threadId', 'sequence']],
      index: [['turnId']],
      foreign: { threadId: ['threads', 'id'] },
    });
    await createTable(runner, 'turns', {
      columns: [
        id(),
        ref('threadId'),
        text('principal', 60),
        text('key', 255),
        text('fingerprint', 64),
        text('state', 12),
        subjectId('messageId'),
        nullable(subjectId('answerId')),
        int('attempts'),
        text('leaseToken', 36),
        instant('leaseUntil'),
        instant('createdAt'),
        nullable(instant('finishedAt')),
      ],
      unique: [['principal', 'key']],
      index: [
        ['threadId', 'state'],
        ['state', 'leaseUntil'],
      ],
      foreign: { threadId: ['threads', 'id'] },
    });
    await createTable(runner, 'proposals', {
      columns: [
        id(),
        ref('threadId'),
        subjectId('turnId'),
        text('principal', 60),
        text('tool', 40),
        json('arguments'),
        json('details'),
        paise('amountPaise'),
        instant('expiresAt'),
        nullable(instant('withdrawnAt')),
        instant('createdAt'),
      ],
      index: [['threadId']],
      foreign: { threadId: ['threads', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'proposals', 'turns', 'messages', 'threads');
  }
}
