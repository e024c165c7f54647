import { Injectable } from '@nestjs/common';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { GuestEntity } from './guest.entity.js';

@Injectable()
export class GuestsRepository {
  find(reader: Reader, id: string): Promise<GuestEntity | null> {
    return reader.getRepository(GuestEntity).findOneBy({ id });
  }

  insert(tx: Tx, guest: GuestEntity): Promise<void> {
    return insertRows(tx, GuestEntity, guest);
  }

  /** The caller holds the guest's session. */
  async recordConversion(
    tx: Tx,
    id: string,
    conversion: Pick<GuestEntity, 'convertedToId' | 'convertedAt' | 'moved'>,
  ): Promise<void> {
    await updateRows<GuestEntity>(tx, GuestEntity, { id }, conversion);
  }
}
