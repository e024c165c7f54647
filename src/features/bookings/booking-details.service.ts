import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { mobileFault, parseMobile } from '../users/index.js';
import type { AddressSnapshot } from './booking.entity.js';
import { BookingOver } from './booking.errors.js';
import { isOver } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';

/** What a customer may still say of a visit; what is left out stays, null takes it away. */
export interface DetailsChange {
  instructions?: string | null;
  contactName?: string | null;
  contactMobile?: string | null;
}

/** Changes what the provider is told of a booking: neither its time nor its work nor its price. */
@Injectable()
export class BookingDetailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, BookingOver, ValidationFailed for a contact's mobile that is none */
  change(actor: Actor, bookingId: string, wanted: DetailsChange): Promise<BookingView> {
    const contact = contactOf(wanted);
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      if (isOver(booking.state)) throw new BookingOver();
      const { instructions } = wanted;
      const changed = {
        address: { ...booking.address, ...contact },
        ...(instructions !== undefined && { instructions: instructions || null }),
        updatedAt: this.clock.now(),
      };
      await this.bookings.update(tx, booking, changed);
      const now = { ...booking, ...changed, version: booking.version + 1 };
      return this.showing.view(tx, actor, now, await this.bookings.listItems(tx, [bookingId]));
    });
  }
}

function contactOf({
  contactName,
  contactMobile,
}: DetailsChange): Partial<Pick<AddressSnapshot, 'contactName' | 'contactMobile'>> {
  const mobile = contactMobile ? parseMobile(contactMobile) : null;
  if (contactMobile && mobile === null)
    throw new ValidationFailed([{ pointer: '/contactMobile', detail: mobileFault }]);
  return {
    ...(contactName !== undefined && { contactName: contactName || null }),
    ...(contactMobile !== undefined && { contactMobile: mobile }),
  };
}
