import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { AppConfig } from '../../../config/sections.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { newId, newOrderNumber } from '../../../kernel/ids.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../../platform/events/domain-events.js';
import { PaymentsService, RefundsService } from '../../payments/index.js';
import { ProvidersService } from '../../providers/index.js';
import { UsersService } from '../../users/index.js';
import type { WantedWork } from '../slots/availability.service.js';
import { untouched } from '../booking-creation.service.js';
import type { BookingEntity, BookingItemEntity } from '../booking.entity.js';
import { bookingConfirmed } from '../booking.events.js';
import { BookingPolicies } from '../cancelling/booking-policies.service.js';
import { isOver } from '../booking.state.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService, namesOf } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { PlacementService } from '../slots/placement.service.js';
import { ProviderBlocksRepository } from '../providers/provider-blocks.repository.js';
import { ReworkAlreadyBooked, ReworkExhausted, WarrantyOver } from './rework.errors.js';
import { freeOfCharge } from './rework-price.rule.js';
import { ReworksRepository } from './reworks.repository.js';
import { rework } from './warranty.policy.js';
import type { ReworkDecision } from './warranty.policy.js';

export interface ReworkWish {
  startAt: Date;
  /** What is wrong with the work. */
  reason: string;
  /** The customer will not have the same provider again. */
  anotherProvider?: boolean;
}

const gridMinutes = 15;

/** Does work again whose warranty runs (DI-6). */
@Injectable()
export class BookingReworks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly reworks: ReworksRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly policies: BookingPolicies,
    private readonly blocks: ProviderBlocksRepository,
    private readonly users: UsersService,
    private readonly providers: ProvidersService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly events: DomainEvents,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Books the work again for nothing. When that has been tried as often as the policy allows, what was paid is promised
   * back instead, in a commit of its own, and the refusal says so. Requests for one booking wait for each other by the
   * row of the first one, also those that name a rework of it.
   * @throws NotFound `booking.not_found`, IllegalTransition, WarrantyOver, ReworkAlreadyBooked, ReworkExhausted,
   * SlotInvalid, SlotTaken
   */
  async request(customer: Actor, bookingId: string, wish: ReworkWish): Promise<BookingView> {
    const { view, exhausted } = await this.work.run(async (tx) => {
      await this.users.enter(tx, customer.id, customer);
      const asked = await this.showing.getOwnForUpdate(tx, customer, bookingId);
      this.transitions.require(customer, asked, 'rework');
      const original = asked.reworkOfId
        ? await this.showing.getOwnForUpdate(tx, customer, asked.reworkOfId)
        : asked;
      const earlier = await this.reworks.listOf(tx, original);
      const open = earlier.find(({ state }) => !isOver(state));
      if (open) throw new ReworkAlreadyBooked(open.id);
      const done = earlier.filter(({ state }) => state === 'completed');
      const items = await this.bookings.listItems(tx, [original.id]);
      const decision = await this.decide(tx, original, items, done.length);
      if (decision.outcome === 'over') throw new WarrantyOver(decision.endsAt);
      if (decision.outcome === 'refund') {
        await this.payBack(tx, customer, original, wish, decision);
        return { id: original.id, view: null, exhausted: await this.exhausted(tx, original.id, done.length) };
      }
      const covered = items.filter(({ id }) => decision.itemIds.includes(id));
      const booked = await this.book(tx, customer, { original, done, covered, wish, decision });
      return { id: booked.id, view: booked, exhausted: null };
    });
    if (view === null) throw exhausted;
    return view;
  }

  /**
   * The answer of a first time again.
   * @param resultId the rework's, or the first booking's when it was refused for good
   * @throws ReworkExhausted
   */
  async requestAgain(customer: Actor, resultId: string): Promise<BookingView> {
    const view = await this.showing.get(customer, resultId);
    if (view.booking.reworkOfId !== null) return view;
    throw await this.work.read(async (reader) => {
      const done = (await this.reworks.listOf(reader, view.booking)).filter(
        ({ state }) => state === 'completed',
      );
      return this.exhausted(reader, resultId, done.length);
    });
  }

  private async decide(
    tx: Tx,
    original: BookingEntity,
    items: readonly BookingItemEntity[],
    reworks: number,
  ): Promise<ReworkDecision> {
    return rework({
      policy: await this.policies.of(tx, original, 'warranty'),
      now: this.clock.now(),
      completedAt: original.completedAt ?? original.slotEndAt,
      items: items.map(({ id, warrantyDays }) => ({ id, warrantyDays })),
      reworks,
      zone: this.app.zone,
    });
  }

  private async payBack(
    tx: Tx,
    customer: Actor,
    original: BookingEntity,
    { reason }: ReworkWish,
    { receipt }: ReworkDecision,
  ): Promise<void> {
    const { id: bookingId } = original;
    const amountPaise = await this.payments.keptPaise(tx, bookingId);
    if (amountPaise === 0) return;
    const at = this.clock.now();
    await this.transitions.take(tx, customer, original, { event: 'rework', reason, receipts: [receipt], at });
    const order = {
      bookingId,
      amountPaise,
      reason: receipt.sentence,
      origin: 'goodwill',
      by: customer,
    } as const;
    await this.refunds.refundBooking(tx, order);
  }

  private async exhausted(reader: Reader, bookingId: string, reworks: number): Promise<ReworkExhausted> {
    const promised = await this.refunds.listOf(reader, bookingId);
    const refunds = promised.map(({ id: refundId, instrument, amountPaise, state, expectedBy }) => ({
      ...{ refundId, instrument, amountPaise, state, expectedBy },
    }));
    return new ReworkExhausted(reworks, refunds);
  }

  private async book(
    tx: Tx,
    customer: Actor,
    given: {
      original: BookingEntity;
      done: readonly BookingEntity[];
      covered: readonly BookingItemEntity[];
      wish: ReworkWish;
      decision: ReworkDecision;
    },
  ): Promise<BookingView> {
    const { original, done, covered, wish, decision } = given;
    const now = this.clock.now();
    const id = newId();
    const sameProviderId = await this.whoComesAgain(tx, original, done, wish);
    const work: WantedWork = {
      ...(await this.bookings.getWork(tx, original)),
      durationMinutes: durationOf(original, covered),
      ...(sameProviderId !== null && { onlyProviderIds: [sameProviderId] }),
    };
    const placed = await this.placement.place(tx, {
      owner: { kind: 'booking', id, expiresAt: null },
      ...{ work, startAt: wish.startAt, now, customerId: original.customerId },
    });
    const price = freeOfCharge(original.price, covered, decision.receipt);
    const scope = { categoryId: original.categoryId };
    const booking: BookingEntity = {
      ...original,
      id,
      orderNumber: newOrderNumber(),
      providerId: placed.providerId,
      unplaced: false,
      state: 'confirmed',
      paymentState: 'paid',
      paymentMethod: 'wallet',
      slotStartAt: placed.startAt,
      slotEndAt: placed.endAt,
      slotOn: placed.onDay,
      durationMinutes: work.durationMinutes,
      price,
      totalPaise: price.totalPaise,
      serviceValuePaise: price.serviceValuePaise,
      frozenPolicies: await this.policies.freeze(tx, scope, original.frozenPolicies.pricingId, now),
      startCode: String(randomInt(10_000)).padStart(4, '0'),
      instructions: [wish.reason, original.instructions].filter(Boolean).join('\n'),
      channel: customer.channel,
      paymentDueAt: null,
      ...untouched,
      reworkOfId: original.id,
      scheduleVersion: 1,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const items = covered.map((item) => ({
      ...item,
      ...{ id: newId(), bookingId: id, unitPaise: 0, amountPaise: 0 },
    }));
    await this.bookings.insert(tx, booking, items);
    const receipts = [decision.receipt];
    await this.bookings.appendEvent(tx, {
      ...{ id: newId(), bookingId: id, event: 'create', fromState: null, toState: booking.state },
      ...{ actorKind: customer.kind, actorId: customer.id, channel: customer.channel },
      ...{ reason: wish.reason, receipts, at: now },
    });
    const { reason } = wish;
    await this.transitions.take(tx, customer, original, { event: 'rework', reason, receipts, at: now });
    await this.events.publish(tx, bookingConfirmed(booking, namesOf(items), now));
    return this.showing.view(tx, customer, booking, items);
  }

  /**
   * Who did the work last, so that they put it right; null for anybody else: after a safety concern, when the customer
   * refuses them, or when they work here no more. Whom safety or the customer's word keeps away is blocked for this
   * customer, so that no later search finds them either (AV-2).
   */
  private async whoComesAgain(
    tx: Tx,
    original: BookingEntity,
    done: readonly BookingEntity[],
    { anotherProvider = false }: ReworkWish,
  ): Promise<string | null> {
    const { customerId } = original;
    const { providerId } = done.at(-1) ?? original;
    if (providerId === null) return null;
    const isUnsafe = [original, ...done].some((each) => each.safetyFlaggedAt !== null);
    if (isUnsafe || anotherProvider)
      await this.blocks.insertUnlessThere(tx, {
        ...{ id: newId(), customerId, providerId, createdAt: this.clock.now() },
        blockedBy: isUnsafe ? 'staff' : 'customer',
        reason: isUnsafe ? 'A safety concern about an earlier visit (DI-6).' : 'Not for the rework (DI-6).',
      });
    const isBlocked = (await this.blocks.find(tx, customerId, providerId)) !== null;
    const [known] = await this.providers.rated(tx, [providerId]);
    const mayCome = known?.provider.isActive === true && known.provider.isVerified && !isBlocked;
    return mayCome ? providerId : null;
  }
}

/** As long as the whole visit at most, in quarters of an hour. */
function durationOf({ durationMinutes }: BookingEntity, covered: readonly BookingItemEntity[]): number {
  const minutes = covered.reduce((sum, item) => sum + item.durationMinutes * item.quantity, 0);
  return Math.min(durationMinutes, Math.ceil(minutes / gridMinutes) * gridMinutes);
}
