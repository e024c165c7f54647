import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import type { BookingConfirmed, BookingTransitioned } from '../bookings/index.js';
import { DispatchService } from './dispatch.service.js';
import { JobReturnsService } from './job-returns.service.js';
import { VisitCounts } from './visit-counts.js';

const as = 'dispatch';

/** Follows what befalls bookings. It goes by the booking as it stands, so a late or repeated event does no harm. */
@Injectable()
export class DispatchListener {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dispatch: DispatchService,
    private readonly returns: JobReturnsService,
    private readonly visits: VisitCounts,
  ) {}

  @OnEvent<BookingConfirmed>('booking.confirmed', { as })
  async confirmed({ payload }: BookingConfirmed): Promise<void> {
    await this.work.run(async (tx) =>
      this.dispatch.follow(tx, await this.dispatch.hold(tx, payload.bookingId)),
    );
  }

  @OnEvent<BookingTransitioned>('booking.transitioned', { as })
  async transitioned({ payload, at }: BookingTransitioned): Promise<void> {
    const { bookingId, event, providerId, scheduleVersion } = payload;
    await this.work.run(async (tx) => {
      const booking = await this.dispatch.hold(tx, bookingId);
      const stands = booking.state === 'confirmed' && booking.scheduleVersion === scheduleVersion;
      if (event === 'decline' && stands && providerId !== null)
        await this.returns.ensureReplaced(tx, booking, providerId, at);
      else await this.dispatch.follow(tx, booking);
      await this.visits.count(tx, booking, payload);
    });
  }
}
