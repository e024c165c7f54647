import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProvidersService } from '../providers/index.js';
import type { BookingEntity } from './booking.entity.js';
import { ProviderNotFree } from './booking.errors.js';
import { BookingTransitions } from './booking-transitions.service.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';
import { PlacementService } from './slots/placement.service.js';

/** Operations give a booking to a provider. */
@Injectable()
export class BookingAssignmentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly providers: ProvidersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Assigns a provider, moving the claim to them if they can win its time (HB-2). One who is assigned already is
   * taken off it first; since the customer was not asked, leaving is free for them from then on (CX-5).
   * @throws NotFound `booking.not_found`, `provider.not_found`, ProviderNotFree, IllegalTransition
   */
  assign(staff: Actor, bookingId: string, providerId: string, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, staff, bookingId);
      const [known] = await this.providers.rated(tx, [providerId]);
      if (!known) throw new NotFound('provider');
      const open = await this.takenOff(tx, staff, booking, providerId, reason);
      const claimed = await this.placement.move(tx, open, providerId);
      if (!claimed) throw new ProviderNotFree();
      const at = this.clock.now();
      const assigned = await this.transitions.take(tx, staff, claimed, { event: 'assign', reason, at });
      return this.showing.view(tx, staff, assigned, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /**
   * Takes a provider off a booking they had accepted; the search for another begins with the event. Since the customer
   * was not asked, leaving is free for them from then on (CX-5).
   * @throws NotFound `booking.not_found`, IllegalTransition
   */
  takeOff(staff: Actor, bookingId: string, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, staff, bookingId);
      const at = this.clock.now();
      const step = { event: 'decline', reason, at, change: { providerChangedAt: at } } as const;
      const open = await this.transitions.take(tx, staff, booking, step);
      return this.showing.view(tx, staff, open, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  private async takenOff(
    tx: Tx,
    staff: Actor,
    booking: BookingEntity,
    providerId: string,
    reason: string,
  ): Promise<BookingEntity> {
    if (booking.state !== 'assigned' || booking.providerId === providerId) {
      this.transitions.require(staff, booking, 'assign');
      return booking;
    }
    const at = this.clock.now();
    const change = { providerChangedAt: at };
    return this.transitions.take(tx, staff, booking, { event: 'decline', reason, at, change });
  }
}
