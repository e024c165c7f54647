import type { LocalDate } from '../../kernel/calendar.js';
import { insertOrLock } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { ProviderDayEntity } from './provider-day.entity.js';

/**
 * Makes other claims of these days of a provider wait until this transaction ends (HB-2). Days are locked in the order
 * of the calendar, and always before cells are read, so that two who lock days of one provider never wait for each
 * other. (On SQLite the writing lane already makes them take turns; on MySQL an insert that meets its row locks it as
 * an update does, where one that is ignored would only share it.)
 */
export async function lockProviderDays(tx: Tx, providerId: string, days: Iterable<LocalDate>): Promise<void> {
  for (const onDay of [...new Set(days)].sort())
    await insertOrLock(tx, ProviderDayEntity, { providerId, onDay });
}
