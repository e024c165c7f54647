import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/transaction.js';
import { isUniqueViolation } from '../database/database-errors.js';
import { SigningKeyEntity } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  findById(reader: Reader, id: string): Promise<SigningKeyEntity | null> {
    return reader.getRepository(SigningKeyEntity).findOneBy({ id });
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
}
