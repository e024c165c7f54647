import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader } from '../../platform/database/transaction.js';
import { ComplaintEntity } from './complaint.entity.js';
import type { ComplaintStatus } from './complaint.entity.js';

const unsettled: readonly ComplaintStatus[] = ['open', 'in_progress', 'waiting_customer', 'waiting_provider'];

@Injectable()
export class OpenComplaintsView {
  /** Those of some bookings with a complaint that is not settled. */
  async bookingsAmong(reader: Reader, bookingIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (bookingIds.length === 0) return new Set();
    const rows = await reader.getRepository(ComplaintEntity).find({
      select: { id: true, bookingId: true },
      where: { bookingId: In([...bookingIds]), status: In([...unsettled]) },
    });
    return new Set(rows.flatMap(({ bookingId }) => bookingId ?? []));
  }
}
