import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { isStaff } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import type { Receipt } from '../policies/index.js';
import type { BookingEntity } from './booking.entity.js';
import { bookingTransitioned } from './booking.events.js';
import { allowedEvents, roleOf } from './booking.policy.js';
import { IllegalTransition, transitionFor } from './booking.state.js';
import type { BookingEvent, BookingRole, BookingTransition } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import type { BookingChange } from './bookings.repository.js';

export interface Step {
  event: BookingEvent;
  reason: string | null;
  /** Why it came out so; stored with the event (PO-4). */
  receipts?: readonly Receipt[];
  /** What changes besides the state. */
  change?: Omit<BookingChange, 'state' | 'updatedAt'>;
  at: Date;
  /** In which role, when that does not follow from the actor: the gateway's or the dispatch's. */
  role?: BookingRole;
}

/** The one way along the state table (ST-1, ST-2): every change of a booking's state goes through here. */
@Injectable()
export class BookingTransitions {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly events: DomainEvents,
  ) {}

  /**
   * The row of the table that applies; its guard is the caller's to check.
   * @throws IllegalTransition, also for staff whose role lacks the row's permission
   */
  require(
    actor: Actor,
    { state }: BookingEntity,
    event: BookingEvent,
    role = roleOf(actor),
  ): BookingTransition {
    const row = transitionFor(state, event, role);
    if (isStaff(actor) && row.permission && !actor.permissions?.has(row.permission))
      throw new IllegalTransition(state, event, allowedEvents(state, actor));
    return row;
  }

  /**
   * Takes one step: the booking's row, the event that tells it, and the news of it, in the caller's transaction.
   * The caller holds the booking's row.
   * @returns the booking as it now stands
   * @throws IllegalTransition, BookingChangedMeanwhile
   */
  async take(tx: Tx, actor: Actor, booking: BookingEntity, step: Step): Promise<BookingEntity> {
    const { event, reason, receipts, change, at, role = roleOf(actor) } = step;
    const { to } = this.require(actor, booking, event, role);
    const changed = { ...change, state: to, updatedAt: at };
    await this.bookings.update(tx, booking, changed);
    const moved = { ...booking, ...changed, version: booking.version + 1 };
    await this.bookings.appendEvent(tx, {
      id: newId(),
      bookingId: booking.id,
      event,
      fromState: booking.state,
      toState: to,
      actorKind: actor.kind,
      actorId: actor.id,
      channel: actor.channel,
      reason,
      receipts: receipts ?? null,
      at,
    });
    await this.events.publish(tx, bookingTransitioned(moved, { event, from: booking.state, by: role }, at));
    return moved;
  }
}
