import type { Reader } from '../../platform/database/transaction.js';

/** What notices need to know of a booking as it stands. */
export interface BookingFact {
  id: string;
  userId: string;
  orderNumber: string;
  /** In words: "AC repair, Fan repair". */
  serviceName: string;
  slotStartAt: Date;
  totalPaise: number;
  state: string;
  /** Raised by every reschedule (NT-3). */
  scheduleVersion: number;
  providerName: string | null;
  completedAt: Date | null;
}

/** Bookings as notices see them. The root binds it to the bookings. */
export abstract class BookingFacts {
  /** Null when there is no such booking. */
  abstract find(reader: Reader, bookingId: string): Promise<BookingFact | null>;
}
