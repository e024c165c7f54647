import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/transaction.js';
import { BookingEntity } from '../booking.entity.js';

@Injectable()
export class ReworksRepository {
  /** The bookings that do the work of one again, the oldest first. */
  listOf(reader: Reader, { id, customerId }: BookingEntity): Promise<BookingEntity[]> {
    return reader
      .getRepository(BookingEntity)
      .find({ where: { customerId, reworkOfId: id }, order: { id: 'ASC' } });
  }
}
