import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/transaction.js';
import type { BookingEntity, BookingTransitioned } from '../bookings/index.js';
import { ProviderRecordsRepository } from './provider-records.repository.js';

/** Keeps count of how punctual providers are (DI-1). */
@Injectable()
export class VisitCounts {
  constructor(private readonly records: ProviderRecordsRepository) {}

  /**
   * Counts a visit when a step ends it: on time is who had arrived by the start of the slot; who never came was not.
   * An absence that staff report may be the customer's, and counts for nothing here.
   */
  async count(
    tx: Tx,
    { arrivedAt, slotStartAt }: BookingEntity,
    { event, by, providerId }: BookingTransitioned['payload'],
  ): Promise<void> {
    if (providerId === null) return;
    const isMissed = event === 'no_show' && (by === 'customer' || by === 'system');
    if (event !== 'complete' && !isMissed) return;
    const isOnTime = !isMissed && arrivedAt !== null && arrivedAt <= slotStartAt;
    await this.records.add(tx, providerId, { visitCount: 1, onTimeCount: isOnTime ? 1 : 0 });
  }
}
