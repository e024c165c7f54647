import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PaymentGateways, PaymentsService, isGatewayInstrument, isOpen } from '../payments/index.js';
import type { PaymentEntity } from '../payments/index.js';
import { ProvidersService } from '../providers/index.js';
import type { RatedProvider } from '../providers/index.js';
import type { BookingEntity, BookingEventEntity, BookingItemEntity } from './booking.entity.js';
import { allowedEvents, isLapsed } from './booking.policy.js';
import { statesOf } from './booking.state.js';
import type { BookingEvent, CustomerStatus } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import type { BookingFilter } from './bookings.repository.js';

/** A booking with what it takes to show it. */
export interface BookingView {
  readonly id: string;
  readonly booking: BookingEntity;
  readonly items: readonly BookingItemEntity[];
  readonly provider: RatedProvider | null;
  /** The oldest first. */
  readonly payments: readonly PaymentEntity[];
  /** What is to be paid online while the booking waits for it, and the public key of its gateway's form. */
  readonly checkout: { readonly payment: PaymentEntity; readonly keyId: string | null } | null;
  readonly allowedEvents: readonly BookingEvent[];
  /** The customer whose booking it is sees the start code; nobody else does. */
  readonly isOwner: boolean;
}

export interface BookingListFilter extends Omit<BookingFilter, 'states'> {
  status?: CustomerStatus;
}

/** Shows bookings, each to whom it concerns. What makes and changes them is split by verb. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly providers: ProvidersService,
    private readonly payments: PaymentsService,
    private readonly gateways: PaymentGateways,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound `booking.not_found`, also for somebody else's (ID-10) */
  get(actor: Actor, id: string): Promise<BookingView> {
    return this.work.read((reader) => this.getWithin(reader, actor, id));
  }

  /** As `get`, inside a transaction or a read that is open already. */
  async getWithin(reader: Reader, actor: Actor, id: string): Promise<BookingView> {
    const booking = await this.getOwn(reader, actor, id);
    return this.view(reader, actor, booking, await this.bookings.listItems(reader, [id]));
  }

  /** The customer's own, the latest slot first. */
  list(actor: Actor, { cursor, limit }: PageRequest, wanted: BookingListFilter): Promise<Page<BookingView>> {
    const filter = toFilter({ ...wanted, customerId: actor.id });
    return this.work.read(async (reader) => {
      const rows = await this.bookings.list(reader, filter, decodeCursor(cursor, filter), limit + 1);
      const page = toPage(rows, limit, filter, (row) => [row.slotStartAt.getTime(), row.id]);
      return { ...page, data: await this.views(reader, actor, page.data) };
    });
  }

  /** Everybody's, the newest first: for staff. */
  listForStaff(
    actor: Actor,
    { cursor, limit }: PageRequest,
    wanted: BookingListFilter,
  ): Promise<Page<BookingView>> {
    const filter = toFilter(wanted);
    return this.work.read(async (reader) => {
      const rows = await this.bookings.listNewest(reader, filter, decodeCursor(cursor, filter), limit + 1);
      const page = toPage(rows, limit, filter, (row) => [row.id]);
      return { ...page, data: await this.views(reader, actor, page.data) };
    });
  }

  listEvents(actor: Actor, id: string): Promise<BookingEventEntity[]> {
    return this.work.read(async (reader) => {
      await this.getOwn(reader, actor, id);
      return this.bookings.listEvents(reader, id);
    });
  }

  /** @throws NotFound `booking.not_found`, also for somebody else's */
  async getOwn(reader: Reader, actor: Actor, id: string): Promise<BookingEntity> {
    return theirs(actor, await this.bookings.find(reader, id));
  }

  /** As `getOwn`; other changes of the booking wait until the transaction ends. */
  async getOwnForUpdate(tx: Tx, actor: Actor, id: string): Promise<BookingEntity> {
    return theirs(actor, await this.bookings.hold(tx, id));
  }

  /** @param known its payments, where the caller has just made them */
  async view(
    reader: Reader,
    actor: Actor,
    booking: BookingEntity,
    items: readonly BookingItemEntity[],
    known?: readonly PaymentEntity[],
  ): Promise<BookingView> {
    const providers = await this.providers.rated(reader, booking.providerId ? [booking.providerId] : []);
    const payments = known ?? (await this.payments.listOf(reader, booking.id));
    return this.toView(actor, this.asItStands(booking), items, providers, payments);
  }

  /**
   * Some bookings as they are shown, in no order: for a caller who has settled who may see what of them, e.g. what a
   * provider is told of a job on offer.
   */
  async viewsOf(reader: Reader, actor: Actor, ids: readonly string[]): Promise<BookingView[]> {
    return this.views(reader, actor, await this.bookings.listByIds(reader, [...new Set(ids)]));
  }

  private async views(
    reader: Reader,
    actor: Actor,
    bookings: readonly BookingEntity[],
  ): Promise<BookingView[]> {
    if (bookings.length === 0) return [];
    const items = await this.bookings.listItems(
      reader,
      bookings.map(({ id }) => id),
    );
    const providers = await this.providers.rated(reader, [
      ...new Set(bookings.flatMap(({ providerId }) => providerId ?? [])),
    ]);
    const payments = await this.payments.listOf(reader, ...bookings.map(({ id }) => id));
    return bookings.map((booking) =>
      this.toView(
        actor,
        this.asItStands(booking),
        items.filter(({ bookingId }) => bookingId === booking.id),
        providers,
        payments.filter(({ subjectId }) => subjectId === booking.id),
      ),
    );
  }

  private toView(
    actor: Actor,
    booking: BookingEntity,
    items: readonly BookingItemEntity[],
    providers: readonly RatedProvider[],
    payments: readonly PaymentEntity[],
  ): BookingView {
    const open = payments.find(({ state, instrument }) => isOpen(state) && isGatewayInstrument(instrument));
    const isDue = open !== undefined && booking.state === 'pending_payment';
    return {
      id: booking.id,
      booking,
      items,
      provider: providers.find(({ provider }) => provider.id === booking.providerId) ?? null,
      payments,
      checkout: isDue ? { payment: open, keyId: this.gateways.keyOf(open.gateway ?? '') } : null,
      allowedEvents: allowedEvents(booking.state, actor),
      isOwner: actor.kind === 'customer' && actor.id === booking.customerId,
    };
  }

  /** An unpaid booking whose time to pay is over is shown as expired, before the job has written it so. */
  private asItStands(booking: BookingEntity): BookingEntity {
    return isLapsed(booking, this.clock.now()) ? { ...booking, state: 'expired' } : booking;
  }
}

/** Staff and the system see every booking; a customer and a provider their own (ID-10). */
function mayLookAt({ kind, id }: Actor, { customerId, providerId }: BookingEntity): boolean {
  if (kind === 'staff' || kind === 'system') return true;
  return (kind === 'customer' && customerId === id) || (kind === 'provider' && providerId === id);
}

function toFilter({ status, ...wanted }: BookingListFilter): BookingFilter {
  return { ...wanted, ...(status && { states: statesOf(status) }) };
}

/** What was booked, in words: "AC repair, Fan repair". */
export function namesOf(items: readonly { serviceName: string }[]): string {
  return [...new Set(items.map(({ serviceName }) => serviceName))].join(', ');
}

function theirs(actor: Actor, booking: BookingEntity | null): BookingEntity {
  if (!booking || !mayLookAt(actor, booking)) throw new NotFound('booking');
  return booking;
}
