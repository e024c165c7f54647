import { Injectable } from '@nestjs/common';
import { OpenDisputes } from '../features/bookings/index.js';
import { OpenComplaintsView } from '../features/complaints/index.js';
import type { Reader } from '../platform/database/transaction.js';

/** Payouts ask complaints which bookings are in dispute; bookings do not know complaints. */
@Injectable()
export class ComplaintsOpenDisputes extends OpenDisputes {
  constructor(private readonly complaints: OpenComplaintsView) {
    super();
  }

  among(reader: Reader, bookingIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.complaints.bookingsAmong(reader, bookingIds);
  }
}
