import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { isStaff } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LedgerService, cashPosting, completionPosting } from '../payments/index.js';
import { CatalogueService } from '../services/index.js';
import type { BookingEntity } from './booking.entity.js';
import { roleOf } from './booking.policy.js';
import { IllegalTransition, transitionFor } from './booking.state.js';
import type { BookingEvent } from './booking.state.js';
import { allowedEvents } from './booking.policy.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';

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
    private readonly catalogue: CatalogueService,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param reason stands in the event; staff who start the work without the start code give theirs here (ST-3)
   * @throws NotFound, IllegalTransition also for staff whose role lacks the row's permission, BookingChangedMeanwhile
   */
  advance(actor: Actor, bookingId: string, event: ProgressEvent, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      const row = transitionFor(booking.state, event, roleOf(actor));
      if (isStaff(actor) && row.permission && !actor.permissions?.has(row.permission))
        throw new IllegalTransition(booking.state, event, allowedEvents(booking.state, actor));
      const now = this.clock.now();
      const paymentState = event === 'complete' ? ('paid' as const) : booking.paymentState;
      await this.bookings.update(tx, booking, { state: row.to, paymentState, updatedAt: now });
      if (event === 'complete') await this.settle(tx, booking);
      await this.bookings.appendEvent(tx, {
        id: newId(),
        bookingId,
        event,
        fromState: booking.state,
        toState: row.to,
        actorKind: actor.kind,
        actorId: actor.id,
        channel: actor.channel,
        reason,
        receipts: null,
        at: now,
      });
      const moved = { ...booking, state: row.to, paymentState, version: booking.version + 1, updatedAt: now };
      return this.showing.view(tx, actor, moved, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /** The work is done: it is owed for, and cash is taken. */
  private async settle(tx: Tx, booking: BookingEntity): Promise<void> {
    const { id, customerId, providerId, price, totalPaise, paymentMethod, categoryId } = booking;
    if (!providerId) throw new Error(`Booking ${id} was completed by nobody.`);
    const category = (await this.catalogue.snapshot(tx)).findCategory(categoryId);
    if (!category) throw new Error(`Booking ${id} is of a category that is not in the catalogue.`);
    await this.ledger.post(
      tx,
      completionPosting({ id, customerId, providerId, price, commissionBps: category.commissionBps }),
    );
    if (paymentMethod === 'cash')
      await this.ledger.post(tx, cashPosting(id, customerId, providerId, totalPaise));
  }
}
