import { Injectable } from '@nestjs/common';
import { localDate, weekdays } from '../../kernel/calendar.js';
import type { MinuteInterval, WeeklyHours } from '../../kernel/calendar.js';
import { askRows, instantOf, placesFor } from '../../platform/database/rows.js';
import type { Reader } from '../../platform/database/transaction.js';
import { cellMinutes } from './provider-schedule.js';
import type { ScheduleRows, ScheduleWindow, TakenStretch } from './provider-schedule.js';

const dayMs = 86_400_000;
const cellMs = cellMinutes * 60_000;
/** No claim takes more cells; so one that reaches into a stretch of time ends within a day of it. */
export const longestClaimCells = dayMs / cellMs;

/** Larger than a minute of the day: a stretch of the week is one number. */
const minutesBase = 10_000;

/*
 * What bears on a stretch of time, in one round trip: this is read with every look at the calendar, and rows are dear to
 * send and to read. So weeks and claims come as one list for each provider; what is rare comes row by row.
 */
const hoursOf = `SELECT 'hours' AS kind, providerId,
    GROUP_CONCAT((weekday * ${minutesBase} + fromMinute) * ${minutesBase} + toMinute) AS text
  FROM provider_hours WHERE providerId IN `;
const claimsOf = `SELECT 'claims' AS kind, providerId, GROUP_CONCAT(CONCAT_WS(':', cell, lastCell, pincode)) AS text
  FROM provider_cells WHERE lastCell >= ? AND lastCell < ? AND cell < ?
    AND (expiresAt IS NULL OR expiresAt > ?) AND providerId IN `;
const leaveOf = `SELECT 'leave' AS kind, providerId, CONCAT_WS('/', startAt, endAt) AS text
  FROM provider_leave WHERE endAt > ? AND startAt < ? AND providerId IN `;
const exceptionsOf = `SELECT 'exception' AS kind, providerId, CONCAT_WS('/', onDay, intervals) AS text
  FROM provider_hour_exceptions WHERE onDay BETWEEN ? AND ? AND providerId IN `;
const holidaysOf = `SELECT 'holiday' AS kind, provider.id AS providerId, holiday.onDay AS text
  FROM city_holidays holiday JOIN providers provider ON provider.city = holiday.city
  WHERE holiday.onDay BETWEEN ? AND ? AND provider.id IN `;
const eachOnce = ' GROUP BY providerId';
/** Who serves a pincode, with the skill when they have it. */
const servingOf = `SELECT 'serving' AS kind, provider.id AS providerId, skilled.skill AS text FROM provider_pincodes served
  JOIN providers provider ON provider.id = served.providerId
  LEFT JOIN provider_skills skilled ON skilled.providerId = provider.id AND skilled.skill = ?
  WHERE served.pincode = ? AND provider.isActive = ? AND provider.isVerified = ?`;

interface Line {
  kind: 'hours' | 'claims' | 'leave' | 'exception' | 'holiday';
  providerId: string;
  text: string;
}

interface ServingLine {
  kind: 'serving';
  providerId: string;
  text: string | null;
}

/** Work that is asked for somewhere. */
export interface AskedWork {
  readonly pincode: string;
  readonly skill: string;
}

/** Somebody who serves a pincode. */
export interface ServingProvider {
  readonly id: string;
  readonly isSkilled: boolean;
}

type AskedWindow = ScheduleWindow & { now: Date; exceptOwnerId?: string };

@Injectable()
export class SchedulesRepository {
  /** Those who serve the pincode, by id. */
  async serving(reader: Reader, { pincode, skill }: AskedWork): Promise<ServingProvider[]> {
    const values = [skill, pincode, true, true];
    const lines = await askRows<ServingLine>(reader, `${servingOf} ORDER BY provider.id`, values);
    return lines.map(({ providerId: id, text }) => ({ id, isSkilled: text !== null }));
  }

  /**
   * What bears on a window of time, in one query whatever the number of providers. The window is widened by a day on
   * both sides, so that the whole local day of every start in it is seen. Claims that have run out by `now` count as
   * free (HB-1), as do those of `exceptOwnerId` (HB-5).
   */
  async read(reader: Reader, providerIds: readonly string[], window: AskedWindow): Promise<ScheduleRows> {
    if (providerIds.length === 0) return rowsOf([]);
    const { statement, values } = scheduleOf(providerIds, window);
    return rowsOf(await askRows<Line>(reader, statement, values));
  }

  /** As `read`, with those of the providers who serve the pincode, by id. */
  async readServing(
    reader: Reader,
    providerIds: readonly string[],
    window: AskedWindow & AskedWork,
  ): Promise<{ serving: ServingProvider[]; rows: ScheduleRows }> {
    if (providerIds.length === 0) return { serving: [], rows: rowsOf([]) };
    const { statement, values } = scheduleOf(providerIds, window);
    const lines = await askRows<Line | ServingLine>(
      reader,
      `${servingOf} AND provider.id IN (${placesFor(providerIds)}) UNION ALL ${statement}`,
      [window.skill, window.pincode, true, true, ...providerIds, ...values],
    );
    const serving = lines.flatMap(({ kind, providerId: id, text }) =>
      kind === 'serving' ? { id, isSkilled: text !== null } : [],
    );
    const rows = rowsOf(lines.filter((line): line is Line => line.kind !== 'serving'));
    return { serving: serving.toSorted((a, b) => (a.id < b.id ? -1 : 1)), rows };
  }
}

function scheduleOf(
  providerIds: readonly string[],
  { fromAt, toAt, zone, now, exceptOwnerId }: AskedWindow,
): { statement: string; values: (string | number | Date)[] } {
  const from = new Date(fromAt.getTime() - dayMs);
  const to = new Date(toAt.getTime() + dayMs);
  const days = [localDate(from, zone), localDate(to, zone)];
  const [firstCell, endCell] = [Math.floor(from.getTime() / cellMs), Math.ceil(to.getTime() / cellMs)];
  const these = `(${placesFor(providerIds)})`;
  const others = exceptOwnerId === undefined ? '' : ' AND ownerId <> ?';
  const branches = [
    hoursOf + these + eachOnce,
    claimsOf + these + others + eachOnce,
    leaveOf + these,
    exceptionsOf + these,
    holidaysOf + these,
  ];
  const values = [
    ...providerIds,
    ...[firstCell, endCell + longestClaimCells, endCell, now],
    ...providerIds,
    ...(exceptOwnerId === undefined ? [] : [exceptOwnerId]),
    ...[from, to, ...providerIds],
    ...[...days, ...providerIds],
    ...[...days, ...providerIds],
  ];
  return { statement: branches.join(' UNION ALL '), values };
}

function rowsOf(lines: readonly Line[]): ScheduleRows {
  const weeks = new Map<string, readonly WeeklyHours[]>();
  const hours = new Map<string, readonly WeeklyHours[]>();
  const rows = {
    hours,
    claims: [] as TakenStretch[],
    leave: [] as ScheduleRows['leave'][number][],
    exceptions: [] as ScheduleRows['exceptions'][number][],
    holidays: [] as ScheduleRows['holidays'][number][],
  };
  for (const { kind, providerId, text } of lines)
    switch (kind) {
      case 'hours': {
        const week = weeks.get(text) ?? weekOf(text);
        weeks.set(text, week);
        hours.set(providerId, week);
        break;
      }
      case 'claims':
        for (const claim of text.split(',')) {
          const [firstCell, lastCell, pincode = ''] = claim.split(':');
          rows.claims.push({
            providerId,
            pincode,
            firstCell: Number(firstCell),
            lastCell: Number(lastCell),
          });
        }
        break;
      case 'leave': {
        const [startAt = '', endAt = ''] = text.split('/');
        rows.leave.push({ providerId, startAt: instantOf(startAt), endAt: instantOf(endAt) });
        break;
      }
      case 'exception': {
        const at = text.indexOf('/');
        const intervals = JSON.parse(text.slice(at + 1)) as MinuteInterval[];
        rows.exceptions.push({ providerId, onDay: text.slice(0, at), intervals });
        break;
      }
      case 'holiday':
        rows.holidays.push({ providerId, onDay: text });
    }
  return rows;
}

function weekOf(text: string): WeeklyHours[] {
  return text.split(',').flatMap((each): WeeklyHours[] => {
    const rest = Math.floor(Number(each) / minutesBase);
    const number = Math.floor(rest / minutesBase);
    const weekday = weekdays.find((known) => known === number);
    return weekday === undefined
      ? []
      : [{ weekday, startMinute: rest % minutesBase, endMinute: Number(each) % minutesBase }];
  });
}
