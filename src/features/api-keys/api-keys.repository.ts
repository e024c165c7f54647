import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ApiKeyEntity, ApiKeyNonceEntity, AssistantSessionEntity } from './api-key.entity.js';

export type KeyOwner = Pick<ApiKeyEntity, 'ownerKind' | 'ownerId'>;

@Injectable()
export class ApiKeysRepository {
  find(reader: Reader, id: string): Promise<ApiKeyEntity | null> {
    return reader.getRepository(ApiKeyEntity).findOneBy({ id });
  }

  findByClientId(reader: Reader, clientId: string): Promise<ApiKeyEntity | null> {
    return reader.getRepository(ApiKeyEntity).findOneBy({ clientId });
  }

  /** An owner's key that is not revoked, its row held until the transaction ends: rotations take turns. */
  holdOwn(tx: Tx, id: string, owner: KeyOwner): Promise<ApiKeyEntity | null> {
    return lockRow(tx, ApiKeyEntity, { id, ...owner, revokedAt: IsNull() });
  }

  /** Those not revoked, the newest first, from below `beforeId`. */
  list(reader: Reader, owner: KeyOwner, limit: number, beforeId?: string): Promise<ApiKeyEntity[]> {
    const query = reader
      .getRepository(ApiKeyEntity)
      .createQueryBuilder('api_key')
      .where({ ...owner, revokedAt: IsNull() })
      .orderBy('api_key.id', 'DESC')
      .limit(limit);
    if (beforeId !== undefined) query.andWhere('api_key.id < :beforeId', { beforeId });
    return query.getMany();
  }

  insert(tx: Tx, key: ApiKeyEntity): Promise<void> {
    return insertRows(tx, ApiKeyEntity, key);
  }

  async change(tx: Tx, id: string, change: Partial<ApiKeyEntity>): Promise<void> {
    await updateRows<ApiKeyEntity>(tx, ApiKeyEntity, { id }, change);
  }

  insertAssistantSession(tx: Tx, session: AssistantSessionEntity): Promise<void> {
    return insertRows(tx, AssistantSessionEntity, session);
  }

  /** False when the nonce has been used: of two requests that bear it at once the key lets one through. */
  async useNonce(tx: Tx, nonce: ApiKeyNonceEntity): Promise<boolean> {
    try {
      await insertRows(tx, ApiKeyNonceEntity, nonce);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async forgetNonces(tx: Tx, endedBefore: Date): Promise<void> {
    await tx.getRepository(ApiKeyNonceEntity).delete({ expiresAt: LessThan(endedBefore) });
  }
}
