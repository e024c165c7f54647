import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { BookingTransitions, PlacementService } from '../bookings/index.js';
import type { BookingEntity } from '../bookings/index.js';
import type { ProviderUnavailable } from '../providers/index.js';
import { findVisitsAgain, replaceProvider } from './dispatch.jobs.js';
import type { Absence } from './dispatch.jobs.js';
import { DispatchRepository } from './dispatch.repository.js';
import { DispatchService } from './dispatch.service.js';
import { JobReturnsService } from './job-returns.service.js';

/** By then every claim that was being made when somebody became unavailable has been made or given up. */
const againAfterMs = 2 * 60_000;

/** Finds others for what somebody is booked for who cannot come: let go, or on leave (DI-3). */
@Injectable()
export class ProviderAbsences {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dispatches: DispatchRepository,
    private readonly dispatch: DispatchService,
    private readonly returns: JobReturnsService,
    private readonly placement: PlacementService,
    private readonly transitions: BookingTransitions,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * One job a visit, so that none holds up another. It is looked once more a little later, since a booking may just
   * have been won by somebody who did not see yet that the provider is gone.
   */
  @OnEvent<ProviderUnavailable>('provider.unavailable', { as: 'dispatch' })
  async unavailable({ payload, at }: ProviderUnavailable): Promise<void> {
    const absence = { ...payload, since: at.toISOString() };
    await this.work.run(async (tx) => {
      await this.promise(tx, absence, 'at once');
      await this.jobs.add(tx, findVisitsAgain, absence, {
        key: `${findVisitsAgain}:${absence.providerId}:${absence.since}`,
        delayMs: againAfterMs,
      });
    });
  }

  @JobHandler(findVisitsAgain)
  again(absence: Absence): Promise<void> {
    return this.work.run((tx) => this.promise(tx, absence, 'again'));
  }

  /** Whoever can come after all, e.g. since the leave was taken back, keeps the visit. */
  @JobHandler(replaceProvider)
  async replace(given: { bookingId: string; providerId: string; reason: string }): Promise<void> {
    const { bookingId, providerId, reason } = given;
    await this.work.run(async (tx) => {
      const booking = await this.dispatch.hold(tx, bookingId);
      const at = this.clock.now();
      if (booking.providerId !== providerId || booking.slotStartAt <= at || !isReplaceable(booking)) return;
      const { able } = await this.placement.candidatesFor(tx, booking);
      if (able.some(({ id }) => id === providerId)) return;
      const left =
        booking.state === 'assigned'
          ? await this.transitions.take(tx, systemActor, booking, {
              ...{ event: 'decline', reason, at, role: 'ops' },
              // The customer was not asked, so leaving is free for them from now on (CX-5).
              change: { providerChangedAt: at },
            })
          : booking;
      await this.returns.ensureReplaced(tx, left, providerId, at);
    });
  }

  private async promise(
    tx: Tx,
    { providerId, fromAt, toAt, reason, since }: Absence,
    round: string,
  ): Promise<void> {
    const from = new Date(Math.max(Date.parse(fromAt), this.clock.now().getTime()));
    const to = toAt === null ? null : new Date(toAt);
    for (const bookingId of await this.dispatches.listVisits(tx, providerId, from, to))
      await this.jobs.add(
        tx,
        replaceProvider,
        { bookingId, providerId, reason },
        { key: `${replaceProvider}:${bookingId}:${since}:${round}` },
      );
  }
}

/** Once somebody is on the way, operations see to it themselves. */
function isReplaceable({ state }: BookingEntity): boolean {
  return state === 'confirmed' || state === 'assigned';
}
