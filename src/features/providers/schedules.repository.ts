import { Injectable } from '@nestjs/common';
import { Brackets, In, LessThan, MoreThan } from 'typeorm';
import type { Reader } from '../../platform/database/transaction.js';
import { PincodeEntity } from '../services/index.js';
import { ProviderCellEntity } from './provider-cell.entity.js';
import { ProviderHoursEntity } from './provider-hours.entity.js';
import { ProviderLeaveEntity } from './provider-leave.entity.js';
import { cellMinutes } from './provider-schedule.js';
import type { ScheduleRows, ScheduleWindow } from './provider-schedule.js';

const dayMs = 86_400_000;
const cellMs = cellMinutes * 60_000;

@Injectable()
export class SchedulesRepository {
  /**
   * The rows that bear on a window of time: four queries, whatever the number of providers. The window is widened
   * by a day on both sides, so that the whole local day of every start in it is seen. Cells of holds that have run
   * out by `now` count as free (HB-1), as do those of `exceptOwnerId` (HB-5).
   */
  async read(
    reader: Reader,
    providerIds: readonly string[],
    { fromAt, toAt, now, exceptOwnerId }: ScheduleWindow & { now: Date; exceptOwnerId?: string },
  ): Promise<ScheduleRows> {
    if (providerIds.length === 0) return { hours: [], leave: [], cells: [], cities: new Map() };
    const providerId = In([...providerIds]);
    const from = new Date(fromAt.getTime() - dayMs);
    const to = new Date(toAt.getTime() + dayMs);
    const hours = await reader
      .getRepository(ProviderHoursEntity)
      .find({ where: { providerId }, order: { weekday: 'ASC', fromMinute: 'ASC' } });
    const leave = await reader
      .getRepository(ProviderLeaveEntity)
      .findBy({ providerId, startAt: LessThan(to), endAt: MoreThan(from) });
    const query = reader
      .getRepository(ProviderCellEntity)
      .createQueryBuilder('cell')
      .where('cell.providerId IN (:...providerIds)', { providerIds })
      .andWhere('cell.cell >= :first AND cell.cell < :last', {
        first: Math.floor(from.getTime() / cellMs),
        last: Math.ceil(to.getTime() / cellMs),
      })
      .andWhere(
        new Brackets((or) => or.where('cell.expiresAt IS NULL').orWhere('cell.expiresAt > :now', { now })),
      );
    if (exceptOwnerId !== undefined) query.andWhere('cell.ownerId <> :exceptOwnerId', { exceptOwnerId });
    const cells = await query.getMany();
    return { hours, leave, cells, cities: await this.citiesOf(reader, cells) };
  }

  private async citiesOf(reader: Reader, cells: readonly ProviderCellEntity[]): Promise<Map<string, string>> {
    const pincodes = [...new Set(cells.map(({ pincode }) => pincode))];
    if (pincodes.length === 0) return new Map();
    const rows = await reader.getRepository(PincodeEntity).findBy({ pincode: In(pincodes) });
    return new Map(rows.map(({ pincode, city }) => [pincode, city]));
  }
}
