import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId, newOrderNumber } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { LedgerService, walletPaymentPosting } from '../payments/index.js';
import { PoliciesService } from '../policies/index.js';
import { QuotesService } from '../pricing/index.js';
import type { HonouredPrice, QuotedItem } from '../pricing/index.js';
import { AddressesService } from '../users/index.js';
import type { AddressEntity } from '../users/index.js';
import type { WantedWork } from './availability.service.js';
import { PaymentMethodUnavailable, WalletTooLow } from './booking.errors.js';
import type { BookingEntity, BookingItemEntity } from './booking.entity.js';
import { bookingConfirmed } from './booking.events.js';
import { bookingCreation } from './booking.state.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService, namesOf } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';
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
    return this.showing.view(tx, actor, booking, items);
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
