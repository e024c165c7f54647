import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../database/transaction.js';
import { isUniqueViolation } from '../database/database-errors.js';
import { SigningKeyEntity } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  /** The oldest first; a few at most, as retired ones are deleted. */
  list(reader: Reader): Promise<SigningKeyEntity[]> {
    return reader.getRepository(SigningKeyEntity).find({ order: { sequence: 'ASC' } });
  }

  findNewest(reader: Reader): Promise<SigningKeyEntity | null> {
    return reader.getRepository(SigningKeyEntity).findOne({ where: {}, order: { sequence: 'DESC' } });
  }

  /** Adds a key, unless another process has taken its sequence meanwhile; the caller reads again either way. */
  async addUnlessTaken(tx: Tx, key: SigningKeyEntity): Promise<void> {
    try {
      await tx.getRepository(SigningKeyEntity).insert(key);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  async delete(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.getRepository(SigningKeyEntity).delete({ id: In([...ids]) });
  }
}
