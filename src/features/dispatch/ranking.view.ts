import { Injectable } from '@nestjs/common';
import { askRows, instantOf, placesFor, selectRows } from '../../platform/database/rows.js';
import type { RawInstant } from '../../platform/database/rows.js';
import type { Reader } from '../../platform/database/transaction.js';
import { liveStates } from '../bookings/index.js';
import { ProviderRecordEntity } from './dispatch.entity.js';
import type { BookedJob } from './fairness.rule.js';

/** The week of a slot, and the booking that does not count since it is the one in question. */
export interface RankedWeek {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly exceptBookingId: string;
}

interface JobCount {
  providerId: string;
  jobs: number | string;
}

/**
 * What ranking asks of the rows of others: each a query over an index, bounded by what some providers do in a week or
 * a customer has ever booked, whatever the number of bookings.
 */
@Injectable()
export class RankingView {
  /** Jobs of a week, of those who have any: to be done, being done or done. */
  async countWeekJobs(
    reader: Reader,
    providerIds: readonly string[],
    week: RankedWeek,
  ): Promise<Map<string, number>> {
    const { where, values } = ofWeek(providerIds, week);
    const statement = `SELECT providerId, COUNT(*) AS jobs FROM \`bookings\` WHERE ${where} GROUP BY providerId`;
    return counted(await askRows<JobCount>(reader, statement, values));
  }

  /** Jobs of a week that were booked before an instant. */
  async listBookedBefore(
    reader: Reader,
    providerIds: readonly string[],
    week: RankedWeek,
    before: Date,
  ): Promise<BookedJob[]> {
    const { where, values } = ofWeek(providerIds, week);
    const rows = await askRows<{ providerId: string; createdAt: RawInstant }>(
      reader,
      `SELECT providerId, createdAt FROM \`bookings\` WHERE ${where} AND createdAt < ?`,
      [...values, before],
    );
    return rows.map(({ providerId, createdAt }) => ({
      providerId,
      bookedAt: instantOf(createdAt).getTime(),
    }));
  }

  /** Completed visits to a customer, of those who have made any. */
  async countVisitsTo(
    reader: Reader,
    customerId: string,
    providerIds: readonly string[],
  ): Promise<Map<string, number>> {
    const rows = await askRows<JobCount>(
      reader,
      `SELECT providerId, COUNT(*) AS jobs FROM \`bookings\`
       WHERE customerId = ? AND state = 'completed' AND providerId IN (${placesFor(providerIds)})
       GROUP BY providerId`,
      [customerId, ...providerIds],
    );
    return counted(rows);
  }

  listRecords(reader: Reader, providerIds: readonly string[]): Promise<ProviderRecordEntity[]> {
    return selectRows(reader, ProviderRecordEntity, { providerId: providerIds });
  }
}

const weekStates = [...liveStates, 'completed'];

function ofWeek(providerIds: readonly string[], { fromAt, toAt, exceptBookingId }: RankedWeek) {
  return {
    where: `providerId IN (${placesFor(providerIds)}) AND slotStartAt >= ? AND slotStartAt < ?
       AND state IN (${placesFor(weekStates)}) AND id <> ?`,
    values: [...providerIds, fromAt, toAt, ...weekStates, exceptBookingId],
  };
}

function counted(rows: readonly JobCount[]): Map<string, number> {
  return new Map(rows.map(({ providerId, jobs }) => [providerId, Number(jobs)]));
}
