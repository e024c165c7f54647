import { Injectable } from '@nestjs/common';
import { localDate } from '../../kernel/calendar.js';
import { askRows, instantOf, placesFor } from '../../platform/database/rows.js';
import type { RawInstant } from '../../platform/database/rows.js';
import type { Reader } from '../../platform/database/transaction.js';
import type { MinuteInterval } from '../../kernel/calendar.js';
import type { ProviderHoursEntity } from './provider-hours.entity.js';
import { cellMinutes } from './provider-schedule.js';
import type { ScheduleRows, ScheduleWindow, TakenStretch } from './provider-schedule.js';

const dayMs = 86_400_000;
const cellMs = cellMinutes * 60_000;

/** Rows come as the driver gives them: these are read with every look at the calendar. */
const hoursOf = 'SELECT providerId, weekday, fromMinute, toMinute FROM provider_hours WHERE providerId IN ';
const inOrder = 'ORDER BY weekday, fromMinute';
const leaveOf = `SELECT providerId, startAt, endAt FROM provider_leave
  WHERE endAt > ? AND startAt < ? AND providerId IN `;
const exceptionsOf = `SELECT providerId, onDay, intervals FROM provider_hour_exceptions
  WHERE onDay BETWEEN ? AND ? AND providerId IN `;
const holidaysOf = `SELECT provider.id AS providerId, holiday.onDay AS onDay FROM city_holidays holiday
  JOIN providers provider ON provider.city = holiday.city
  WHERE holiday.onDay BETWEEN ? AND ? AND provider.id IN `;
const takenOf = `SELECT taken.providerId AS providerId, taken.ownerId AS ownerId, taken.pincode AS pincode,
    place.city AS city, MIN(taken.cell) AS firstCell, MAX(taken.cell) AS lastCell
  FROM provider_cells taken LEFT JOIN pincodes place ON place.pincode = taken.pincode
  WHERE taken.cell >= ? AND taken.cell < ? AND (taken.expiresAt IS NULL OR taken.expiresAt > ?)
    AND taken.ownerId <> ? AND taken.providerId IN `;
const byClaim = ' GROUP BY taken.providerId, taken.ownerId, taken.pincode, place.city';

@Injectable()
export class SchedulesRepository {
  /**
   * The rows that bear on a window of time: five queries, whatever the number of providers. The window is widened
   * by a day on both sides, so that the whole local day of every start in it is seen. Cells of holds that have run
   * out by `now` count as free (HB-1), as do those of `exceptOwnerId` (HB-5).
   */
  async read(
    reader: Reader,
    providerIds: readonly string[],
    { fromAt, toAt, zone, now, exceptOwnerId = '' }: ScheduleWindow & { now: Date; exceptOwnerId?: string },
  ): Promise<ScheduleRows> {
    if (providerIds.length === 0)
      return { hours: [], leave: [], exceptions: [], holidays: [], cells: [], cities: new Map() };
    const from = new Date(fromAt.getTime() - dayMs);
    const to = new Date(toAt.getTime() + dayMs);
    const days = [localDate(from, zone), localDate(to, zone)] as const;
    const these = `(${placesFor(providerIds)})`;
    const hours = await askRows<ProviderHoursEntity>(reader, `${hoursOf}${these} ${inOrder}`, providerIds);
    const leave = await askRows<Leave>(reader, leaveOf + these, [from, to, ...providerIds]);
    const exceptions = await askRows<Exception>(reader, exceptionsOf + these, [...days, ...providerIds]);
    const holidays = await askRows<Holiday>(reader, `${holidaysOf}${these} ORDER BY holiday.onDay`, [
      ...days,
      ...providerIds,
    ]);
    const taken = await askRows<TakenStretch & { city: string | null }>(reader, takenOf + these + byClaim, [
      Math.floor(from.getTime() / cellMs),
      Math.ceil(to.getTime() / cellMs),
      now,
      exceptOwnerId,
      ...providerIds,
    ]);
    return {
      hours,
      leave: leave.map(({ providerId, startAt, endAt }) => ({
        providerId,
        startAt: instantOf(startAt),
        endAt: instantOf(endAt),
      })),
      exceptions: exceptions.map(({ providerId, onDay, intervals }) => ({
        providerId,
        onDay,
        intervals: JSON.parse(intervals) as MinuteInterval[],
      })),
      holidays,
      cells: taken,
      cities: new Map(
        taken.flatMap(({ pincode, city }) => (city === null ? [] : [[pincode, city] as const])),
      ),
    };
  }
}

interface Leave {
  providerId: string;
  startAt: RawInstant;
  endAt: RawInstant;
}

interface Exception {
  providerId: string;
  onDay: string;
  intervals: string;
}

interface Holiday {
  providerId: string;
  onDay: string;
}
