import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { BookingTransitions, BookingsService, ProviderPenalties } from '../bookings/index.js';
import type { BookingEntity } from '../bookings/index.js';
import { DispatchRepository } from './dispatch.repository.js';
import { DispatchService } from './dispatch.service.js';
import { ProviderRecordsRepository } from './provider-records.repository.js';

/** What happens when somebody gives a job back that they had taken (DI-2). */
@Injectable()
export class JobReturnsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly penalties: ProviderPenalties,
    private readonly dispatches: DispatchRepository,
    private readonly dispatch: DispatchService,
    private readonly records: ProviderRecordsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The provider will not come after all, and answers for it (CX-7). In the same commit the claim moves to the next
   * best, or the booking is unplaced, and the search begins anew.
   * @throws NotFound `booking.not_found` for one that is not theirs, IllegalTransition once they have set out
   */
  giveBack(provider: Actor, bookingId: string, reason: string): Promise<{ id: string }> {
    return this.work.run(async (tx) => {
      const booking = await this.bookings.getOwnForUpdate(tx, provider, bookingId);
      this.transitions.require(provider, booking, 'decline');
      const at = this.clock.now();
      const { receipts } = await this.penalties.charge(tx, booking, 'declined', at);
      const event = { event: 'decline', reason, receipts, at } as const;
      const returned = await this.transitions.take(tx, provider, booking, event);
      await this.replace(tx, returned, provider.id, reason);
      return { id: bookingId };
    });
  }

  /**
   * Sees to it that another is searched for when somebody was taken off a booking, by whatever door; by those of
   * dispatch that has been done in the same commit. The caller holds the booking's row.
   * @param leftAt when they were taken off it
   */
  async ensureReplaced(tx: Tx, booking: BookingEntity, leaverId: string, leftAt: Date): Promise<void> {
    const searches = await this.dispatches.listOf(tx, booking);
    const isDone = searches.some(
      ({ startedAt, exceptProviderIds }) => leftAt <= startedAt && exceptProviderIds.includes(leaverId),
    );
    if (!isDone) await this.replace(tx, booking, leaverId, null);
  }

  /** Moves the claim on, if who leaves still has it, and begins a search without any who has refused the job. */
  private async replace(
    tx: Tx,
    booking: BookingEntity,
    leaverId: string,
    reason: string | null,
  ): Promise<void> {
    const refusedBy = new Set([leaverId]);
    for (const search of await this.dispatches.listOf(tx, booking)) {
      for (const id of search.exceptProviderIds) refusedBy.add(id);
      for (const offer of await this.dispatches.listOffers(tx, search.id)) {
        if (offer.state === 'declined') refusedBy.add(offer.providerId);
        const isReturned = offer.state === 'accepted' && offer.providerId === leaverId;
        if (isReturned) await this.takeBack(tx, offer.id, leaverId, reason);
      }
    }
    const isTheirs = booking.providerId === leaverId;
    const stands = isTheirs ? await this.dispatch.moveOn(tx, booking, [...refusedBy]) : booking;
    await this.dispatch.begin(tx, stands, [...refusedBy]);
  }

  /** Accepting and not doing it counts as a refusal. */
  private async takeBack(tx: Tx, offerId: string, providerId: string, reason: string | null): Promise<void> {
    const answer = { state: 'returned', answeredAt: this.clock.now(), reason } as const;
    if (await this.dispatches.answer(tx, offerId, 'accepted', answer))
      await this.records.add(tx, providerId, { acceptedCount: -1, refusedCount: 1 });
  }
}
