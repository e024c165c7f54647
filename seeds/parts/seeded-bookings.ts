import { BookingEntity, BookingItemEntity, namesOf } from '../../src/features/bookings/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { groupBy } from '../../src/features/services/index.js';
import type { Seeding } from '../seeding.js';

/** A seeded booking as chats and complaints speak of it. */
export interface SeededBooking {
  readonly booking: BookingEntity;
  /** What was booked, in words. */
  readonly serviceName: string;
  readonly providerName: string;
}

/** The bookings the seeding has made, in the order in which they were made. */
export async function readBookings({ work }: Seeding): Promise<SeededBooking[]> {
  return work.read(async (reader) => {
    const bookings = await reader.getRepository(BookingEntity).find({
      where: { channel: 'seed' },
      order: { createdAt: 'ASC', slotStartAt: 'ASC', customerId: 'ASC' },
    });
    const items = groupBy(await reader.getRepository(BookingItemEntity).find(), ({ bookingId }) => bookingId);
    const providers = new Map(
      (await reader.getRepository(ProviderEntity).find()).map((each) => [each.id, each]),
    );
    return bookings.map((booking) => ({
      booking,
      serviceName: namesOf(items.get(booking.id) ?? []),
      providerName: providers.get(booking.providerId ?? '')?.firstName ?? 'Your expert',
    }));
  });
}
