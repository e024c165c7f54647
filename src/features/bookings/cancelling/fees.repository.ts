import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { ProviderEntity } from '../../providers/index.js';
import { lockRow } from '../../../platform/database/locks.js';
import { insertRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { BookingEventEntity, ProviderPenaltyEntity } from '../booking.entity.js';

/** What fees and penalties are counted from. */
@Injectable()
export class FeesRepository {
  countMoves(reader: Reader, bookingId: string): Promise<number> {
    return reader.getRepository(BookingEventEntity).countBy({ bookingId, event: 'reschedule' });
  }

  /** How often the provider has left a booking in (after, now]. */
  countFaults(reader: Reader, providerId: string, after: Date): Promise<number> {
    return reader.getRepository(ProviderPenaltyEntity).countBy({ providerId, at: MoreThan(after) });
  }

  /** Two faults of one provider at once take turns, so that the later one counts the earlier. */
  async holdProvider(tx: Tx, providerId: string): Promise<void> {
    await lockRow(tx, ProviderEntity, { id: providerId });
  }

  async insertPenalty(tx: Tx, penalty: ProviderPenaltyEntity): Promise<void> {
    await insertRows(tx, ProviderPenaltyEntity, penalty);
  }
}
