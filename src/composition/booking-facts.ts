import { Injectable } from '@nestjs/common';
import { BookingsService, namesOf } from '../features/bookings/index.js';
import { BookingFacts } from '../features/notifications/index.js';
import type { BookingFact } from '../features/notifications/index.js';
import { systemActor } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import type { Reader } from '../platform/database/transaction.js';

/** Notices ask bookings how a booking stands; neither feature knows the other. */
@Injectable()
export class BookingsBookingFacts extends BookingFacts {
  constructor(private readonly bookings: BookingsService) {
    super();
  }

  async find(reader: Reader, bookingId: string): Promise<BookingFact | null> {
    try {
      const { booking, items, provider } = await this.bookings.getWithin(reader, systemActor, bookingId);
      const { id, customerId, orderNumber, slotStartAt, totalPaise, state, scheduleVersion, completedAt } =
        booking;
      return {
        ...{
          id,
          userId: customerId,
          orderNumber,
          slotStartAt,
          totalPaise,
          state,
          scheduleVersion,
          completedAt,
        },
        serviceName: namesOf(items),
        providerName: provider?.provider.firstName ?? null,
      };
    } catch (refusal) {
      if (refusal instanceof NotFound) return null;
      throw refusal;
    }
  }
}
