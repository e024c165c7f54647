import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { PaymentsService } from '../payments/index.js';
import { expireUnpaid } from './booking.jobs.js';
import { isLapsed } from './booking.policy.js';
import { BookingTransitions } from './booking-transitions.service.js';
import { BookingsRepository } from './bookings.repository.js';
import { PlacementService } from './slots/placement.service.js';

/** Lets bookings lapse that were not paid in time, and gives their provider's time back. */
@Injectable()
export class BookingExpiry {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly payments: PaymentsService,
    private readonly clock: Clock,
  ) {}

  /** Does nothing for one that was paid, cancelled or given more time meanwhile. */
  @JobHandler(expireUnpaid)
  expire({ bookingId }: { bookingId: string }): Promise<void> {
    return this.work.run(async (tx) => {
      const booking = await this.bookings.hold(tx, bookingId);
      const at = this.clock.now();
      if (!booking || booking.state !== 'pending_payment' || !isLapsed(booking, at)) return;
      await this.transitions.take(tx, systemActor, booking, {
        event: 'expire',
        reason: 'It was not paid in time.',
        at,
      });
      await this.placement.release(tx, bookingId);
      await this.payments.stopAsking(tx, bookingId);
    });
  }
}
