import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId, newOrderNumber } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { LedgerService, walletPaymentPosting } from '../payments/index.js';
import { PoliciesService } from '../policies/index.js';
import { QuotesService } from '../pricing/index.js';
import type { HonouredPrice, QuotedItem } from '../pricing/index.js';
import { ProvidersService } from '../providers/index.js';
import type { RatedProvider } from '../providers/index.js';
import { AddressesService } from '../users/index.js';
import type { AddressEntity } from '../users/index.js';
import type { WantedWork } from './availability.service.js';
import { PaymentMethodUnavailable, WalletTooLow } from './booking.errors.js';
import type { BookingEntity, BookingEventEntity, BookingItemEntity } from './booking.entity.js';
import { bookingConfirmed } from './booking.events.js';
import { allowedEvents } from './booking.policy.js';
import { bookingCreation, statesOf } from './booking.state.js';
import type { BookingEvent, CustomerStatus } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import type { BookingFilter } from './bookings.repository.js';
import { PlacementService } from './placement.service.js';
import type { Placement } from './placement.service.js';
import type { PaymentMethod } from './payment-method.js';

export interface BookingOrder {
  addressId: string;
  startAt: Date;
  items: readonly QuotedItem[];
  paymentMethod: PaymentMethod;
  /** The quote shown; without one the price of this instant is charged (PR-3). */
  quoteId?: string;
  instructions?: string;
}

/** A booking with what it takes to show it. */
export interface BookingView {
  readonly id: string;
  readonly booking: BookingEntity;
  readonly items: readonly BookingItemEntity[];
  readonly provider: RatedProvider | null;
  readonly allowedEvents: readonly BookingEvent[];
  /** The customer whose booking it is sees the start code; nobody else does. */
  readonly isOwner: boolean;
}

export interface BookingListFilter extends Omit<BookingFilter, 'states'> {
  status?: CustomerStatus;
}

/** Makes bookings and shows them. What changes them later is split by verb. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly placement: PlacementService,
    private readonly quotes: QuotesService,
    private readonly addresses: AddressesService,
    private readonly providers: ProvidersService,
    private readonly policies: PoliciesService,
    private readonly ledger: LedgerService,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Books: the price, the provider's time, the payment and the news of it in one transaction.
   * @throws NotFound for a foreign address or quote, SlotInvalid, SlotTaken, PriceChanged, PincodeNotServiceable,
   * MixedCategories, BookingTooLong, PaymentMethodUnavailable, WalletTooLow
   */
  create(actor: Actor, order: BookingOrder): Promise<BookingView> {
    return this.work.run((tx) => this.createWithin(tx, actor, order));
  }

  /** As `create`, inside a transaction that is open already. */
  async createWithin(tx: Tx, actor: Actor, order: BookingOrder): Promise<BookingView> {
    const { paymentMethod, startAt } = order;
    if (paymentMethod === 'card' || paymentMethod === 'upi') throw new PaymentMethodUnavailable();
    const now = this.clock.now();
    const id = newId();
    const address = await this.addresses.getWithin(tx, actor.id, order.addressId);
    const price = await this.quotes.honour(tx, {
      actor,
      quoteId: order.quoteId,
      pincode: address.pincode,
      items: order.items,
      slotStartAt: startAt,
      at: now,
    });
    const placed = await this.placement.place(tx, id, wantedOf(price), startAt, now);
    const booking = await this.toBooking(tx, { id, actor, address, order, price, placed, now });
    const items = itemsOf(booking, price);
    await this.bookings.insert(tx, booking, items);
    if (paymentMethod === 'wallet') await this.payFromWallet(tx, booking);
    if (price.quote) await this.quotes.consume(tx, price.quote, id);
    await this.bookings.appendEvent(tx, {
      id: newId(),
      bookingId: id,
      event: 'create',
      fromState: null,
      toState: booking.state,
      actorKind: actor.kind,
      actorId: actor.id,
      channel: actor.channel,
      reason: null,
      receipts: price.breakdown.receipts,
      at: now,
    });
    await this.events.publish(tx, bookingConfirmed(booking, namesOf(items), now));
    return this.view(tx, actor, booking, items);
  }

  /** @throws NotFound `booking.not_found`, also for somebody else's (ID-10) */
  get(actor: Actor, id: string): Promise<BookingView> {
    return this.work.read(async (reader) => {
      const booking = await this.getOwn(reader, actor, id);
      return this.view(reader, actor, booking, await this.bookings.listItems(reader, [id]));
    });
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

  async view(
    reader: Reader,
    actor: Actor,
    booking: BookingEntity,
    items: readonly BookingItemEntity[],
  ): Promise<BookingView> {
    const providers = await this.providers.rated(reader, booking.providerId ? [booking.providerId] : []);
    return toView(actor, booking, items, providers);
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
    return bookings.map((booking) =>
      toView(
        actor,
        booking,
        items.filter(({ bookingId }) => bookingId === booking.id),
        providers,
      ),
    );
  }

  private async payFromWallet(tx: Tx, { id, customerId, totalPaise }: BookingEntity): Promise<void> {
    const balancePaise = await this.ledger.heldWalletBalancePaise(tx, customerId);
    if (balancePaise < totalPaise) throw new WalletTooLow(balancePaise, totalPaise);
    await this.ledger.post(tx, walletPaymentPosting(id, customerId, totalPaise));
  }

  private async toBooking(
    tx: Tx,
    made: {
      id: string;
      actor: Actor;
      address: AddressEntity;
      order: BookingOrder;
      price: HonouredPrice;
      placed: Placement;
      now: Date;
    },
  ): Promise<BookingEntity> {
    const { id, actor, address, order, price, placed, now } = made;
    const { category, durationMinutes, place, pricing } = price.current;
    const cancellation = await this.policies.resolve(tx, 'cancellation', { categoryId: category.id }, now);
    const { line1, line2, contactName, contactMobile } = address;
    return {
      id,
      orderNumber: newOrderNumber(),
      customerId: actor.id,
      categoryId: category.id,
      providerId: placed.providerId,
      unplaced: false,
      state: bookingCreation.initialStates[order.paymentMethod],
      paymentState: order.paymentMethod === 'wallet' ? 'paid' : 'unpaid',
      paymentMethod: order.paymentMethod,
      slotStartAt: placed.startAt,
      slotEndAt: placed.endAt,
      slotOn: placed.onDay,
      durationMinutes,
      address: {
        line1,
        line2,
        city: place.city,
        state: place.state,
        pincode: place.pincode,
        contactName,
        contactMobile,
      },
      pincode: place.pincode,
      city: place.city,
      price: price.breakdown,
      totalPaise: price.breakdown.totalPaise,
      serviceValuePaise: price.breakdown.serviceValuePaise,
      frozenPolicies: { cancellationId: cancellation.id, pricingId: pricing.id },
      startCode: String(randomInt(10_000)).padStart(4, '0'),
      instructions: order.instructions || null,
      channel: actor.channel,
      scheduleVersion: 1,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
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

function wantedOf({ current: { category, items, place, durationMinutes } }: HonouredPrice): WantedWork {
  return { category, skill: items[0].service.skill, place, durationMinutes };
}

function itemsOf({ id }: BookingEntity, { breakdown, current }: HonouredPrice): BookingItemEntity[] {
  const find = (rateCardId: string) => current.items.find(({ rateCard }) => rateCard.id === rateCardId);
  return breakdown.lines.flatMap(({ rateCardId, variant, quantity, unitPaise, amountPaise }) => {
    const found = find(rateCardId);
    if (!found) return [];
    const { service, rateCard } = found;
    return {
      id: newId(),
      bookingId: id,
      rateCardId,
      serviceId: service.id,
      serviceSlug: service.slug,
      serviceName: service.name,
      variant,
      quantity,
      unitPaise,
      amountPaise,
      durationMinutes: rateCard.durationMinutes,
    };
  });
}

/** What was booked, in words: "AC repair, Fan repair". */
export function namesOf(items: readonly { serviceName: string }[]): string {
  return [...new Set(items.map(({ serviceName }) => serviceName))].join(', ');
}

function toView(
  actor: Actor,
  booking: BookingEntity,
  items: readonly BookingItemEntity[],
  providers: readonly RatedProvider[],
): BookingView {
  return {
    id: booking.id,
    booking,
    items,
    provider: providers.find(({ provider }) => provider.id === booking.providerId) ?? null,
    allowedEvents: allowedEvents(booking.state, actor),
    isOwner: actor.kind === 'customer' && actor.id === booking.customerId,
  };
}

function theirs(actor: Actor, booking: BookingEntity | null): BookingEntity {
  if (!booking || !mayLookAt(actor, booking)) throw new NotFound('booking');
  return booking;
}
