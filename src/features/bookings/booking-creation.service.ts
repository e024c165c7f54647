import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId, newOrderNumber } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import type { PolicyScope } from '../policies/index.js';
import { QuotesService } from '../pricing/index.js';
import type { HonouredPrice, QuotedItem } from '../pricing/index.js';
import { AddressesService, UsersService } from '../users/index.js';
import type { AddressEntity } from '../users/index.js';
import type { WantedWork } from './slots/availability.service.js';
import { BookingHoldsService, formerOf, isLive } from './holds/booking-holds.service.js';
import type { BookingEntity, BookingItemEntity } from './booking.entity.js';
import { bookingConfirmed } from './booking.events.js';
import { BookingPayments } from './money/booking-payments.service.js';
import { BookingPolicies } from './cancelling/booking-policies.service.js';
import { bookingCreation } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService, namesOf } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';
import { CartsService } from './carts/carts.service.js';
import { PlacementService } from './slots/placement.service.js';
import type { Placement } from './slots/placement.service.js';
import type { PaymentMethod } from './money/payment-method.js';
import type { Principal } from './principal.js';

export interface BookingOrder {
  addressId: string;
  startAt: Date;
  /** The customer's cart, which is empty afterwards, when left out (PR-6). */
  items?: readonly QuotedItem[];
  paymentMethod: PaymentMethod;
  /** The quote shown; without one the price of this instant is charged (PR-3). */
  quoteId?: string;
  /** The hold it takes up (HB-4). */
  holdId?: string;
  instructions?: string;
}

/** A booking that staff make for somebody. */
export interface OnBehalf {
  customerId: string;
  /** Why it may be on shorter notice than the category asks (AV-1); stands in the booking's first event. */
  ignoreNoticeReason?: string;
}

/** How long an unpaid booking waits for its card or UPI payment, its time kept (section 5). */
const paymentWindowMs = 10 * 60_000;

/** Nothing has befallen a new booking. */
export const untouched = {
  originalSlotStartAt: null,
  lateMovedAt: null,
  lateMoveFeePaise: null,
  arrivedAt: null,
  startedAt: null,
  completedAt: null,
  reworkOfId: null,
  safetyFlaggedAt: null,
  providerChangedAt: null,
  feeWaivedReason: null,
} as const;

/** Makes bookings. */
@Injectable()
export class BookingCreationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly placement: PlacementService,
    private readonly quotes: QuotesService,
    private readonly addresses: AddressesService,
    private readonly users: UsersService,
    private readonly holds: BookingHoldsService,
    private readonly carts: CartsService,
    private readonly policies: BookingPolicies,
    private readonly payments: BookingPayments,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Books: the price, the provider's time, the payment and the news of it in one transaction. The customer's account is
   * held, so that it is not closed or erased with a booking that is just being made (ID-9).
   * @throws TokenInvalid when it is closed, NotFound for a foreign address, quote or hold, SlotInvalid, SlotTaken, HoldMismatch, PriceChanged,
   * PincodeNotServiceable, MixedCategories, BookingTooLong, PaymentMethodUnavailable, WalletTooLow, ValidationFailed
   * for an empty cart
   */
  create(actor: Actor, order: BookingOrder): Promise<BookingView> {
    return this.work.run((tx) => this.createWithin(tx, actor, order));
  }

  /**
   * As `create`, by staff for a customer: at the customer's address, out of the customer's wallet or cart.
   * @throws NotFound `user.not_found` besides
   */
  createFor(actor: Actor, { customerId, ignoreNoticeReason }: OnBehalf, order: BookingOrder) {
    return this.work.run((tx) => this.createWithin(tx, actor, order, { customerId, ignoreNoticeReason }));
  }

  /** As `create`, inside a transaction that is open already. */
  async createWithin(
    tx: Tx,
    actor: Actor,
    order: BookingOrder,
    { customerId, ignoreNoticeReason }: OnBehalf = { customerId: actor.id },
  ): Promise<BookingView> {
    const { paymentMethod, startAt, holdId } = order;
    const now = this.clock.now();
    const id = newId();
    const customer: Principal = { kind: 'customer', id: customerId };
    await this.users.enter(tx, customerId, actor);
    const address = await this.addresses.getWithin(tx, customerId, order.addressId);
    const ordered = order.items ?? (await this.carts.itemsToBook(tx, customer));
    const price = await this.quotes.honour(tx, {
      actor,
      quoteId: order.quoteId,
      pincode: address.pincode,
      items: ordered,
      slotStartAt: startAt,
      at: now,
    });
    const work = wantedOf(price);
    const hold = await this.holds.findFor(tx, customer, {
      ...{ holdId, startAt, items: ordered, pincode: address.pincode, categoryId: work.category.id },
    });
    const paymentDueAt = isPending(paymentMethod) ? new Date(now.getTime() + paymentWindowMs) : null;
    const placed = await this.placement.place(tx, {
      owner: { kind: 'booking', id, expiresAt: paymentDueAt },
      work,
      startAt,
      now,
      customerId,
      former: hold && formerOf(hold),
      ignoreNotice: ignoreNoticeReason !== undefined || (hold !== null && isLive(hold, now)),
    });
    if (hold) await this.holds.consume(tx, hold);
    if (!order.items) await this.carts.empty(tx, customer);
    const made = { id, actor, customerId, address, order, price, placed, paymentDueAt, now };
    const booking = await this.toBooking(tx, made);
    const items = itemsOf(booking, price);
    await this.bookings.insert(tx, booking, items);
    const payments = await this.payments.begin(tx, booking);
    if (price.quote) await this.quotes.consume(tx, price.quote, id);
    await this.bookings.appendFirst(tx, {
      id: newId(),
      bookingId: id,
      event: 'create',
      fromState: null,
      toState: booking.state,
      actorKind: actor.kind,
      actorId: actor.id,
      channel: actor.channel,
      reason: ignoreNoticeReason ?? null,
      receipts: price.breakdown.receipts,
      at: now,
    });
    if (booking.state === 'confirmed')
      await this.events.publish(tx, bookingConfirmed(booking, namesOf(items), now));
    return this.showing.view(tx, actor, booking, items, payments);
  }

  private async toBooking(
    tx: Tx,
    made: {
      id: string;
      actor: Actor;
      customerId: string;
      address: AddressEntity;
      order: BookingOrder;
      price: HonouredPrice;
      placed: Placement;
      paymentDueAt: Date | null;
      now: Date;
    },
  ): Promise<BookingEntity> {
    const { id, actor, customerId, address, order, price, placed, paymentDueAt, now } = made;
    const { category, durationMinutes, place, pricing } = price.current;
    const { line1, line2, contactName, contactMobile } = address;
    return {
      id,
      orderNumber: newOrderNumber(),
      customerId,
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
      frozenPolicies: await this.policies.freeze(tx, scopeOf(price), pricing.id, now),
      startCode: String(randomInt(10_000)).padStart(4, '0'),
      instructions: order.instructions || null,
      channel: actor.channel,
      paymentDueAt,
      ...untouched,
      scheduleVersion: 1,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }
}

/** Whether a booking paid so begins by waiting for its money. */
function isPending(method: PaymentMethod): boolean {
  return bookingCreation.initialStates[method] === 'pending_payment';
}

function wantedOf({ current: { category, items, place, durationMinutes } }: HonouredPrice): WantedWork {
  return { category, skill: items[0].service.skill, place, durationMinutes };
}

/** What its policies are asked for: the one service it is of, or its category (PO-2). */
function scopeOf({ current: { category, items } }: HonouredPrice): PolicyScope {
  const serviceIds = new Set(items.map(({ service }) => service.id));
  return { categoryId: category.id, serviceId: serviceIds.size === 1 ? items[0].service.id : null };
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
      warrantyDays: service.warrantyDays,
    };
  });
}
