import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { selectRow } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { AddressEntity } from './address.entity.js';

@Injectable()
export class AddressesRepository {
  /** An address of this user; another's is as good as none (ID-10). */
  find(reader: Reader, userId: string, id: string): Promise<AddressEntity | null> {
    return selectRow(reader, AddressEntity, { id, userId, deletedAt: null });
  }

  /** The oldest first, from above `afterId`. */
  list(reader: Reader, userId: string, limit?: number, afterId?: string): Promise<AddressEntity[]> {
    const query = reader
      .getRepository(AddressEntity)
      .createQueryBuilder('address')
      .where('address.userId = :userId AND address.deletedAt IS NULL', { userId })
      .orderBy('address.id', 'ASC');
    if (limit !== undefined) query.limit(limit);
    if (afterId !== undefined) query.andWhere('address.id > :afterId', { afterId });
    return query.getMany();
  }

  async add(tx: Tx, address: AddressEntity): Promise<void> {
    await tx.getRepository(AddressEntity).insert(address);
  }

  async change(tx: Tx, id: string, change: Partial<Omit<AddressEntity, 'id' | 'userId'>>): Promise<void> {
    await tx.getRepository(AddressEntity).update({ id }, change);
  }

  /** Makes one address the default and every other one not. */
  async makeDefault(tx: Tx, userId: string, id: string): Promise<void> {
    const rows = tx.getRepository(AddressEntity);
    await rows.update({ userId, id: Not(id), isDefault: true }, { isDefault: false });
    await rows.update({ userId, id }, { isDefault: true });
  }
}
