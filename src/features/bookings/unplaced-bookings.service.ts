import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { AvailabilityService } from './slots/availability.service.js';
import type { Alternative } from './booking.errors.js';
import type { BookingEntity } from './booking.entity.js';
import { BookingsRepository } from './bookings.repository.js';

const reason = 'Nobody could be found for the visit (DI-3).';

/** What a customer is offered whose booking nobody does (DI-3). The caller holds the booking's row. */
@Injectable()
export class UnplacedBookings {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly availability: AvailabilityService,
  ) {}

  /** From now on cancelling costs nothing, whatever the policy asks of a booking without a provider (CX-5). */
  async letCancelFree(tx: Tx, booking: BookingEntity, at: Date): Promise<void> {
    if (booking.feeWaivedReason !== null) return;
    const { id: bookingId, state } = booking;
    await this.bookings.update(tx, booking, { feeWaivedReason: reason, updatedAt: at });
    await this.bookings.appendEvent(tx, {
      id: newId(),
      bookingId,
      event: 'waive_fee',
      fromState: state,
      toState: state,
      actorKind: systemActor.kind,
      actorId: systemActor.id,
      channel: systemActor.channel,
      reason,
      receipts: null,
      at,
    });
  }

  /** The nearest free starts to the one nobody takes, at most three. */
  async alternatives(tx: Tx, booking: BookingEntity, at: Date): Promise<Alternative[]> {
    const work = await this.bookings.getWork(tx, booking);
    return this.availability.alternatives(tx, work, booking.slotStartAt, at);
  }
}
