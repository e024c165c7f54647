import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { NotFound } from '../../../kernel/errors.js';
import { decodeCursor, toPage } from '../../../kernel/paging.js';
import type { Page, PageRequest } from '../../../kernel/paging.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersService } from '../../users/index.js';
import type { BookingState } from '../booking.state.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { ProviderBookingsRepository } from './provider-bookings.repository.js';

/** A booking with what its provider is told of the customer. */
export interface ProviderBookingView {
  readonly id: string;
  readonly view: BookingView;
  readonly customer: { readonly firstName: string; readonly mobile: string | null };
}

export interface ProviderBookingFilter {
  state?: BookingState;
  /** Local days of the slot, both included. */
  from?: string;
  to?: string;
}

/** A customer whose account is gone. */
const gone = { firstName: '—', mobile: null };

/** A provider's own bookings: those they have accepted or were given. What is only held out to them is an offer. */
@Injectable()
export class ProviderBookingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly own: ProviderBookingsRepository,
    private readonly bookings: BookingsService,
    private readonly users: UsersService,
  ) {}

  /** The latest slot first. */
  list(
    provider: Actor,
    { cursor, limit }: PageRequest,
    wanted: ProviderBookingFilter,
  ): Promise<Page<ProviderBookingView>> {
    const filter = { ...wanted, providerId: provider.id };
    return this.work.read(async (reader) => {
      const rows = await this.own.list(reader, filter, decodeCursor(cursor, filter), limit + 1);
      const page = toPage(rows, limit, filter, (row) => [row.slotStartAt.getTime(), row.id]);
      const views = await this.bookings.viewsOf(
        reader,
        provider,
        page.data.map(({ id }) => id),
      );
      const inOrder = page.data.flatMap(({ id }) => views.find((each) => each.id === id) ?? []);
      return { ...page, data: await this.withCustomers(reader, inOrder) };
    });
  }

  /** @throws NotFound `booking.not_found`, also for one that is only held out to them */
  get(provider: Actor, id: string): Promise<ProviderBookingView> {
    return this.work.read(async (reader) => {
      if (!(await this.own.isOwn(reader, provider.id, id))) throw new NotFound('booking');
      return this.told(reader, await this.bookings.getWithin(reader, provider, id));
    });
  }

  /** A booking as a step of its provider has left it. */
  show(view: BookingView): Promise<ProviderBookingView> {
    return this.work.read((reader) => this.told(reader, view));
  }

  private async told(reader: Reader, view: BookingView): Promise<ProviderBookingView> {
    const [told] = await this.withCustomers(reader, [view]);
    if (!told) throw new NotFound('booking');
    return told;
  }

  private async withCustomers(reader: Reader, views: readonly BookingView[]): Promise<ProviderBookingView[]> {
    const ids = [...new Set(views.map(({ booking }) => booking.customerId))];
    const customers = new Map((await this.users.listByIds(reader, ids)).map((each) => [each.id, each]));
    return views.map((view) => {
      const { firstName, mobile } = customers.get(view.booking.customerId) ?? gone;
      return { id: view.id, view, customer: { firstName, mobile } };
    });
  }
}
