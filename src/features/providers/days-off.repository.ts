import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { CityHolidayEntity, ProviderExceptionEntity } from './day-off.entity.js';
import { ProviderEntity } from './provider.entity.js';

@Injectable()
export class DaysOffRepository {
  listHolidays(reader: Reader, city: string | undefined, from: string): Promise<CityHolidayEntity[]> {
    return reader.getRepository(CityHolidayEntity).find({
      where: { onDay: MoreThanOrEqual(from), ...(city !== undefined && { city }) },
      order: { onDay: 'ASC', city: 'ASC' },
    });
  }

  findHoliday(reader: Reader, id: string): Promise<CityHolidayEntity | null> {
    return reader.getRepository(CityHolidayEntity).findOneBy({ id });
  }

  async insertUnlessThere(tx: Tx, holiday: CityHolidayEntity): Promise<boolean> {
    try {
      await insertRows(tx, CityHolidayEntity, holiday);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async removeHoliday(tx: Tx, id: string): Promise<boolean> {
    return ((await tx.getRepository(CityHolidayEntity).delete({ id })).affected ?? 0) > 0;
  }

  findProvider(reader: Reader, id: string): Promise<ProviderEntity | null> {
    return reader.getRepository(ProviderEntity).findOneBy({ id });
  }

  /** Finds the provider and keeps the row, so that the exceptions of one provider are written by one at a time. */
  holdProvider(tx: Tx, id: string): Promise<ProviderEntity | null> {
    return lockRow(tx, ProviderEntity, { id });
  }

  listExceptions(reader: Reader, providerId: string, from: string): Promise<ProviderExceptionEntity[]> {
    return reader
      .getRepository(ProviderExceptionEntity)
      .find({ where: { providerId, onDay: MoreThanOrEqual(from) }, order: { onDay: 'ASC' } });
  }

  findException(reader: Reader, providerId: string, onDay: string): Promise<ProviderExceptionEntity | null> {
    return reader.getRepository(ProviderExceptionEntity).findOneBy({ providerId, onDay });
  }

  async insertException(tx: Tx, exception: ProviderExceptionEntity): Promise<void> {
    await insertRows(tx, ProviderExceptionEntity, exception);
  }

  async changeException(tx: Tx, { providerId, onDay, intervals }: ProviderExceptionEntity): Promise<void> {
    await updateRows(tx, ProviderExceptionEntity, { providerId, onDay }, { intervals });
  }

  async removeException(tx: Tx, providerId: string, onDay: string): Promise<boolean> {
    const { affected } = await tx.getRepository(ProviderExceptionEntity).delete({ providerId, onDay });
    return (affected ?? 0) > 0;
  }
}
