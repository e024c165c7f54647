import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { LedgerService, PaymentsService, completionPosting } from '../../payments/index.js';
import { CatalogueService } from '../../services/index.js';
import { BookingHasNobody } from '../booking.errors.js';
import type { BookingEntity } from '../booking.entity.js';
import { StartCodeMissing } from '../booking-guards.js';
import { issueInvoice } from '../booking.jobs.js';
import type { BookingEvent } from '../booking.state.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';

/** The steps of the work itself, from assigning a provider to completion. */
export type ProgressEvent = Extract<
  BookingEvent,
  'assign' | 'depart' | 'arrive' | 'contact_attempt' | 'start' | 'complete'
>;

/** Moves a booking along its state table, one event a row (ST-2). */
@Injectable()
export class BookingProgressService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly catalogue: CatalogueService,
    private readonly ledger: LedgerService,
    private readonly payments: PaymentsService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * @param reason stands in the event; staff who start the work without the start code give theirs here (ST-3). A
   * provider starts it by `BookingStartService`
   * @throws NotFound, IllegalTransition also for staff whose role lacks the row's permission, BookingHasNobody,
   * StartCodeMissing for a provider, BookingChangedMeanwhile
   */
  advance(
    actor: Actor,
    bookingId: string,
    event: ProgressEvent,
    reason: string | null,
  ): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      if (event === 'assign' && booking.unplaced) throw new BookingHasNobody();
      if (event === 'start' && actor.kind === 'provider') {
        this.transitions.require(actor, booking, event);
        throw new StartCodeMissing();
      }
      const at = this.clock.now();
      const moved = await this.transitions.take(tx, actor, booking, {
        event,
        reason,
        at,
        change: {
          ...(event === 'arrive' && { arrivedAt: booking.arrivedAt ?? at }),
          ...(event === 'start' && { startedAt: at }),
          ...(event === 'complete' && { completedAt: at, paymentState: 'paid' as const }),
        },
      });
      if (event === 'complete') await this.settle(tx, booking);
      return this.showing.view(tx, actor, moved, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /** The work is done: it is owed for, cash is taken, and the invoice follows. */
  private async settle(tx: Tx, booking: BookingEntity): Promise<void> {
    const { id, customerId, providerId, price, paymentMethod, categoryId } = booking;
    if (!providerId) throw new Error(`Booking ${id} was completed by nobody.`);
    const category = (await this.catalogue.snapshot(tx)).findCategoryEver(categoryId);
    if (!category) throw new Error(`Booking ${id} is of a category that is not in the catalogue.`);
    await this.ledger.post(
      tx,
      completionPosting({ id, customerId, providerId, price, commissionBps: category.commissionBps }),
    );
    if (paymentMethod === 'cash') await this.payments.takeCash(tx, id, providerId);
    await this.jobs.add(tx, issueInvoice, { bookingId: id }, { key: `invoice.issue:${id}` });
  }
}
