import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { GuestSessions } from '../../../platform/auth/guest-sessions.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Schedule } from '../../../platform/jobs/job.decorators.js';
import { PricingService, isSameWork } from '../../pricing/index.js';
import type { QuotedItem } from '../../pricing/index.js';
import { CalendarRepository } from '../slots/calendar.repository.js';
import type { HoldEntity } from './hold.entity.js';
import { HoldMismatch } from './hold.errors.js';
import { HoldsRepository } from './holds.repository.js';
import { PlacementService } from '../slots/placement.service.js';
import type { FormerClaim } from '../slots/placement.service.js';
import { principalOf } from '../principal.js';
import type { Principal } from '../principal.js';

/** What is to be held, or booked with a hold. */
export interface HeldWork {
  readonly items: readonly QuotedItem[];
  readonly pincode: string;
  readonly startAt: Date;
}

const minuteMs = 60_000;
/** Rows of holds that ran out longer ago than this are swept. */
const keptAfterwardsMs = 60 * minuteMs;
const sweptAtOnce = 2_000;

/** Keeps a provider's time for somebody who is about to book (HB-1). */
@Injectable()
export class BookingHoldsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly holds: HoldsRepository,
    private readonly placement: PlacementService,
    private readonly calendar: CalendarRepository,
    private readonly pricing: PricingService,
    private readonly guests: GuestSessions,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the time; the principal's former hold of the category makes way, but only if this one is won.
   * @throws TokenInvalid for a guest whose session has ended, SlotInvalid, SlotTaken with alternatives, PincodeNotServiceable, MixedCategories, BookingTooLong,
   * ValidationFailed
   */
  hold(actor: Actor, { items, pincode, startAt }: HeldWork): Promise<HoldEntity> {
    const principal = principalOf(actor);
    return this.work.run(async (tx) => {
      await this.guests.enterIfGuest(tx, actor);
      const now = this.clock.now();
      const priced = await this.pricing.quote(tx, { items, pincode, slotStartAt: startAt, at: now });
      const { category, place, durationMinutes, pricing } = priced;
      const former = await this.holds.keepOfCategory(tx, principal, category.id);
      const id = newId();
      const expiresAt = new Date(now.getTime() + pricing.body.holdMinutes * minuteMs);
      const placed = await this.placement.place(tx, {
        owner: { kind: 'hold', id, expiresAt },
        work: { category, skill: priced.items[0].service.skill, place, durationMinutes },
        startAt,
        now,
        ...(principal.kind === 'customer' && { customerId: principal.id }),
        former: former && formerOf(former),
      });
      if (former) await this.holds.remove(tx, [former.id]);
      const hold: HoldEntity = {
        id,
        principalKind: principal.kind,
        principalId: principal.id,
        categoryId: category.id,
        items: items.map(({ rateCardId, quantity, attributes }) => ({
          rateCardId,
          quantity,
          ...(attributes && { attributes }),
        })),
        pincode: place.pincode,
        slotStartAt: placed.startAt,
        slotEndAt: placed.endAt,
        durationMinutes,
        providerId: placed.providerId,
        expiresAt,
        createdAt: now,
      };
      await this.insertOnly(tx, principal, hold);
      return hold;
    });
  }

  /** @throws NotFound `hold.not_found`, also for somebody else's, one that was replaced and one that was booked */
  async get(actor: Actor, id: string): Promise<HoldEntity> {
    const found = await this.work.read((reader) => this.holds.find(reader, id, principalOf(actor)));
    if (!found) throw new NotFound('hold');
    return found;
  }

  /** Gives the time back. @throws NotFound as `get` */
  release(actor: Actor, id: string): Promise<HoldEntity> {
    return this.work.run(async (tx) => {
      await this.guests.enterIfGuest(tx, actor);
      const hold = await this.holds.keep(tx, id, principalOf(actor));
      if (!hold) throw new NotFound('hold');
      await this.drop(tx, hold);
      return hold;
    });
  }

  /**
   * The hold that a booking takes up, its row kept until the transaction ends: the one it names, live or run out, or
   * else the principal's own hold of the category at that very start, which must not stand in their own way. A hold
   * of theirs at another start is left alone and respected like anybody's, since it is another visit (HB-4).
   * @throws NotFound `hold.not_found`, HoldMismatch when the named one is of something else
   */
  async findFor(
    tx: Tx,
    principal: Principal,
    wanted: HeldWork & { categoryId: string; holdId?: string | undefined },
  ): Promise<HoldEntity | null> {
    const { holdId, categoryId, startAt } = wanted;
    if (holdId === undefined) {
      const own = await this.holds.keepOfCategory(tx, principal, categoryId);
      return own?.slotStartAt.getTime() === startAt.getTime() ? own : null;
    }
    const named = await this.holds.keep(tx, holdId, principal);
    if (!named) throw new NotFound('hold');
    const isOfThis =
      named.slotStartAt.getTime() === startAt.getTime() &&
      named.pincode === wanted.pincode &&
      isSameWork(named.items, wanted.items);
    if (!isOfThis) throw new HoldMismatch();
    return named;
  }

  /** The hold has been booked: its cells are the booking's by now (`former` of the placement). */
  async consume(tx: Tx, { id }: HoldEntity): Promise<void> {
    await this.holds.remove(tx, [id]);
  }

  /**
   * A guest has signed in: their live holds become the customer's. Of two in one category the newest wins (ID-7), and
   * the time of the other is given back. The caller holds the guest's session, so nothing is held or released for them
   * meanwhile; what the customer holds at the same moment is met under the row's lock, or by the unique key.
   * @returns how many
   */
  async adopt(tx: Tx, guest: Principal, customer: Principal): Promise<number> {
    const now = this.clock.now();
    let adopted = 0;
    for (const hold of await this.holds.listOf(tx, guest))
      if (isLive(hold, now) && (await this.winsOver(tx, hold, customer, now))) adopted += 1;
      else await this.drop(tx, hold);
    return adopted;
  }

  /** Whether the hold is the customer's now; not when they made another of the category after it. */
  private async winsOver(tx: Tx, hold: HoldEntity, customer: Principal, now: Date): Promise<boolean> {
    for (const _ of ['first', 'raced']) {
      const own = await this.holds.keepOfCategory(tx, customer, hold.categoryId);
      if (own && isLive(own, now) && own.createdAt > hold.createdAt) return false;
      if (own) await this.drop(tx, own);
      if (await this.holds.changePrincipalUnlessThere(tx, hold.id, customer)) return true;
    }
    throw new Error(`The hold of ${customer.kind} ${customer.id} could not be replaced.`);
  }

  /** Tidiness only: a hold that has run out is nobody's, whether its rows are there or not (HB-1). */
  @Schedule('holds.sweep', { everyMs: 60 * minuteMs })
  async sweep(): Promise<void> {
    await this.work.run(async (tx) => {
      const endedBefore = new Date(this.clock.now().getTime() - keptAfterwardsMs);
      const ids = (await this.holds.listEndedBefore(tx, endedBefore, sweptAtOnce)).map(({ id }) => id);
      await this.holds.remove(tx, ids);
      await this.calendar.releaseAllCells(tx, ids);
    });
  }

  /** Of two first holds at one moment the later replaces the earlier, as it would a second later. */
  private async insertOnly(tx: Tx, principal: Principal, hold: HoldEntity): Promise<void> {
    if (await this.holds.insertUnlessThere(tx, hold)) return;
    const raced = await this.holds.keepOfCategory(tx, principal, hold.categoryId);
    if (raced) await this.drop(tx, raced);
    if (!(await this.holds.insertUnlessThere(tx, hold)))
      throw new Error(`The hold of ${principal.kind} ${principal.id} could not be replaced.`);
  }

  private async drop(tx: Tx, { id }: HoldEntity): Promise<void> {
    await this.placement.release(tx, id);
    await this.holds.remove(tx, [id]);
  }
}

/** Whether the time is still kept; at the very instant of its end it is not (HB-1). */
export function isLive({ expiresAt }: Pick<HoldEntity, 'expiresAt'>, now: Date): boolean {
  return now < expiresAt;
}

/** A hold as the claim that another takes the place of. */
export function formerOf({ id, providerId, slotStartAt, durationMinutes }: HoldEntity): FormerClaim {
  return { ownerId: id, providerId, startAt: slotStartAt, durationMinutes };
}
