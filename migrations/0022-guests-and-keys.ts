import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, naturalKey, ref, subjectId, text, longText, instant, json, nullable } = columns;

/** People nobody knows yet, and keys for programs. */
export class GuestsAndKeys1763700000022 implements MigrationInterface {
  name = 'GuestsAndKeys1763700000022';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'guest_sessions', {
      columns: [
        id(),
        nullable(text('deviceId', 200)),
        nullable(json('metadata')),
        instant('createdAt'),
        nullable(ref('convertedToId')),
        nullable(instant('convertedAt')),
        nullable(json('moved')),
      ],
      foreign: { id: ['sessions', 'id'], convertedToId: ['users', 'id'] },
    });
    await createTable(runner, 'api_keys', {
      columns: [
        id(),
        text('ownerKind', 16),
        subjectId('ownerId'),
        text('name', 80),
        text('clientId', 32),
        text('secretHash', 43),
        nullable(text('formerSecretHash', 43)),
        nullable(instant('formerEndsAt')),
        nullable(longText('sealedSigningSecret')),
        nullable(longText('sealedFormerSigningSecret')),
        json('scopes'),
        nullable(instant('expiresAt')),
        nullable(instant('lastUsedAt')),
        instant('createdAt'),
        nullable(instant('rotatedAt')),
        nullable(instant('revokedAt')),
      ],
      unique: [['clientId']],
      index: [['ownerKind', 'ownerId', 'id']],
    });
    await createTable(runner, 'api_key_nonces', {
      columns: [naturalKey('id', 43), ref('keyId'), instant('expiresAt')],
      index: [['expiresAt']],
      foreign: { keyId: ['api_keys', 'id'] },
    });
    await createTable(runner, 'assistant_sessions', {
      columns: [id(), text('assistantId', 64), ref('keyId'), json('configuration'), instant('createdAt')],
      foreign: { id: ['sessions', 'id'], keyId: ['api_keys', 'id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'assistant_sessions', 'api_key_nonces', 'api_keys', 'guest_sessions');
  }
}
