import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { NotificationPreferenceEntity } from './notification-preference.entity.js';
import type { Choice } from './notification-preferences.rule.js';

@Injectable()
export class NotificationPreferencesRepository {
  /** At most one for each category and channel. */
  listOf(reader: Reader, userId: string): Promise<NotificationPreferenceEntity[]> {
    return reader.getRepository(NotificationPreferenceEntity).findBy({ userId });
  }

  /** Of two choices made at once about the same thing, the later to be written stands. */
  async set(tx: Tx, userId: string, { category, channel, isOn }: Choice, at: Date): Promise<void> {
    const key = { userId, category, channel };
    const change = { isOn, updatedAt: at };
    if ((await updateRows(tx, NotificationPreferenceEntity, key, change)) > 0) return;
    try {
      await insertRows(tx, NotificationPreferenceEntity, { id: newId(), ...key, ...change });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await updateRows(tx, NotificationPreferenceEntity, key, change);
    }
  }
}
