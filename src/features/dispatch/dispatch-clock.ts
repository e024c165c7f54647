import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { UnplacedBookings } from '../bookings/index.js';
import { bookingUnplacedNotice } from './dispatch.events.js';
import { endWave, tellUnplaced } from './dispatch.jobs.js';
import { DispatchRepository } from './dispatch.repository.js';
import { DispatchService } from './dispatch.service.js';

/** What dispatch does because time has passed. */
@Injectable()
export class DispatchClock {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dispatches: DispatchRepository,
    private readonly dispatch: DispatchService,
    private readonly unplaced: UnplacedBookings,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** A wave that was answered, or whose booking has gone on, is left alone. */
  @JobHandler(endWave)
  async endWave({ dispatchId, waveIndex }: { dispatchId: string; waveIndex: number }): Promise<void> {
    await this.work.run(async (tx) => {
      const search = await this.dispatches.find(tx, dispatchId);
      if (search?.state !== 'open') return;
      const booking = await this.dispatch.hold(tx, search.bookingId);
      // Only what is read under the booking's lock says how the search stands.
      const current = await this.dispatches.find(tx, dispatchId);
      if (current?.state !== 'open' || current.waveIndex !== waveIndex) return;
      const isStale = booking.state !== 'confirmed' || booking.scheduleVersion !== current.scheduleVersion;
      if (isStale) await this.dispatch.follow(tx, booking);
      else await this.dispatch.lapse(tx, booking, current);
    });
  }

  /** DI-3: another slot, a wider choice or free cancellation; nothing when somebody has been found since. */
  @JobHandler(tellUnplaced)
  async tellUnplaced(about: { bookingId: string; scheduleVersion: number }): Promise<void> {
    await this.work.run(async (tx) => {
      const booking = await this.dispatch.hold(tx, about.bookingId);
      const isLeft = booking.unplaced && booking.state === 'confirmed';
      if (!isLeft || booking.scheduleVersion !== about.scheduleVersion) return;
      const now = this.clock.now();
      await this.unplaced.letCancelFree(tx, booking, now);
      const alternatives = await this.unplaced.alternatives(tx, booking, now);
      await this.events.publish(tx, bookingUnplacedNotice(booking, alternatives, now));
    });
  }
}
