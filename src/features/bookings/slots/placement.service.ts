import { Injectable, Optional } from '@nestjs/common';
import { AppConfig } from '../../../config/sections.js';
import { localDate } from '../../../kernel/calendar.js';
import type { LocalDate } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/transaction.js';
import type { CellOwnerKind, ProviderSchedule } from '../../providers/index.js';
import { AvailabilityService, jobOf } from './availability.service.js';
import type { WantedWork } from './availability.service.js';
import { SlotInvalid, SlotTaken } from '../booking.errors.js';
import type { BookingEntity } from '../booking.entity.js';
import { BookingsRepository } from '../bookings.repository.js';
import { CalendarRepository } from './calendar.repository.js';
import { CandidateRanking, LeastLoadRanking } from './candidate-ranking.js';
import type { RankedJob } from './candidate-ranking.js';
import { cellsOf, occupiedInterval } from './cells.js';
import { checkProvider, isGridStart, placeJob, startReasons } from './slot-engine.js';

export interface Placement {
  providerId: string;
  startAt: Date;
  endAt: Date;
  /** Local date of the start. */
  onDay: string;
}

/** Time that is wanted of somebody, and for whom. */
export interface Wish {
  readonly owner: { readonly kind: CellOwnerKind; readonly id: string; readonly expiresAt: Date | null };
  readonly work: WantedWork;
  readonly startAt: Date;
  readonly now: Date;
  readonly customerId?: string;
  /**
   * A hold, or the booking's own claim so far, which this one takes the place of: its cells count as free, its
   * provider is asked first, and it is given up when this one is won, never when it is not (HB-4, HB-5).
   */
  readonly former?: FormerClaim | null;
  readonly onlyProviderIds?: readonly string[];
  readonly exceptProviderIds?: readonly string[];
  /** Staff who take a visit on shorter notice, and holds, whose notice was judged when they were made (AV-1). */
  readonly ignoreNotice?: boolean;
}

export interface FormerClaim {
  readonly ownerId: string;
  readonly providerId: string | null;
  readonly startAt: Date;
  readonly durationMinutes: number;
}

const minuteMs = 60_000;
/** How often it is looked who is free, when all who looked free were lost. */
const mostLooks = 5;

/** Wins a provider's time for a hold or a booking: the only writer of cells (HB-2). */
@Injectable()
export class PlacementService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly calendar: CalendarRepository,
    private readonly bookings: BookingsRepository,
    private readonly app: AppConfig,
    private readonly clock: Clock,
    @Optional() private readonly ranking: CandidateRanking = new LeastLoadRanking(),
  ) {}

  /**
   * Picks and locks the best provider who can take the work at its start, in the caller's transaction. The same
   * rule as the slot engine's judges each, under the lock of their day; then the cells decide.
   * @throws SlotInvalid for a start nobody may be booked at, SlotTaken with alternatives when nobody is free
   */
  async place(tx: Tx, wanted: Wish): Promise<Placement> {
    await this.checkStart(tx, wanted);
    const wish = await this.forCustomer(tx, wanted);
    const placed = await this.claim(tx, wish);
    if (placed) return placed;
    throw new SlotTaken(await this.availability.alternatives(tx, wish.work, wish.startAt, wish.now));
  }

  /**
   * Moves a live booking's claim to another provider at the same time, e.g. to the one who accepted (DI-2). The
   * caller holds the booking's row.
   * @returns the booking as it now stands (a new version: go on with it, not with the one handed in), or null when
   * the provider may not or can no longer do it; then the claim is where it was
   */
  async move(tx: Tx, booking: BookingEntity, providerId: string): Promise<BookingEntity | null> {
    return this.claimFor(tx, booking, { onlyProviderIds: [providerId] });
  }

  /**
   * Finds a live booking another provider at the same time, the best ranked who is free; the former claim goes. The
   * caller holds the booking's row.
   * @param exceptProviderIds who is not to be asked, e.g. those who declined
   * @returns as `move`; null when there is nobody: what then becomes of the claim, e.g. `unplace`, the caller says
   */
  async placeAnew(
    tx: Tx,
    booking: BookingEntity,
    { exceptProviderIds = [] }: { exceptProviderIds?: readonly string[] } = {},
  ): Promise<BookingEntity | null> {
    return this.claimFor(tx, booking, { exceptProviderIds });
  }

  /**
   * Takes a live booking's claim away and leaves it to the operations queue (HB-2, DI-3). The caller holds its row.
   * @returns the booking as it now stands, a new version
   */
  async unplace(tx: Tx, booking: BookingEntity): Promise<BookingEntity> {
    await this.calendar.releaseCells(tx, booking.id);
    return this.written(tx, booking, { providerId: null, unplaced: true });
  }

  /**
   * Lets the claim of a booking that has been paid for stand (ST-1). While it waited for the money its cells lapsed
   * at `paymentDueAt`; under the lock of the day they are looked at, and if another took any of them the time is won
   * again, of the same provider if possible. The caller holds the booking's row.
   * @returns the booking as it now stands: the one handed in, or a new version when another provider does it; null
   * when nobody is free any more, or the start is past
   */
  async confirm(tx: Tx, booking: BookingEntity): Promise<BookingEntity | null> {
    const { id, providerId, slotStartAt, durationMinutes } = booking;
    if (providerId !== null) {
      await this.calendar.lockDays(tx, providerId, this.daysOf(booking.slotStartAt, durationMinutes));
      const owned = await this.calendar.cellsOf(tx, id, providerId);
      if (cellsOf(slotStartAt, durationMinutes).every((cell) => owned.includes(cell))) {
        await this.calendar.setExpiry(tx, id, null);
        return booking;
      }
    }
    return slotStartAt <= this.clock.now() ? null : this.claimFor(tx, booking, {});
  }

  /**
   * Wins another start for a live booking, or leaves everything as it is: an atomic swap, for which the booking's own
   * cells count as free; the same provider if free then, else another (HB-5). The caller holds the booking's row and
   * writes what comes of it.
   * @throws SlotInvalid, SlotTaken with alternatives
   */
  async reschedule(
    tx: Tx,
    booking: BookingEntity,
    startAt: Date,
    { ignoreNotice = false }: { ignoreNotice?: boolean } = {},
  ): Promise<Placement> {
    return this.place(tx, { ...(await this.wishFor(tx, booking)), startAt, ignoreNotice });
  }

  /**
   * Whether a booking's own provider could do it at another start; nothing is taken.
   * @throws SlotInvalid for a start nobody may be booked at, SlotTaken with alternatives when they could not
   */
  async requireFree(tx: Tx, booking: BookingEntity, startAt: Date): Promise<void> {
    const wish = { ...(await this.wishFor(tx, booking)), startAt };
    await this.checkStart(tx, wish);
    const [able] = booking.providerId ? await this.able(tx, wish, [booking.providerId]) : [];
    if (!able) throw new SlotTaken(await this.availability.alternatives(tx, wish.work, startAt, wish.now));
  }

  /**
   * Who could do a live booking at its time, its own claim aside, and the job as they are ranked for it (DI-1).
   * Nothing is taken or locked: whoever is chosen still has to win the cells.
   */
  async candidatesFor(tx: Tx, booking: BookingEntity): Promise<{ able: ProviderSchedule[]; job: RankedJob }> {
    const wish = await this.forCustomer(tx, await this.wishFor(tx, booking));
    const { work, startAt, now, customerId } = wish;
    const job = { work, startAt, now, onDay: this.dayOf(startAt), ...(customerId && { customerId }) };
    return { able: await this.able(tx, wish), job };
  }

  /** Gives back whatever a hold or booking owns. */
  async release(tx: Tx, ownerId: string): Promise<void> {
    await this.calendar.releaseCells(tx, ownerId);
  }

  private async forCustomer(tx: Tx, wish: Wish): Promise<Wish> {
    const { work, customerId } = wish;
    return customerId === undefined
      ? wish
      : { ...wish, work: await this.availability.forCustomer(tx, work, customerId) };
  }

  private async claimFor(
    tx: Tx,
    booking: BookingEntity,
    narrowed: Pick<Wish, 'onlyProviderIds' | 'exceptProviderIds'>,
  ): Promise<BookingEntity | null> {
    const wish = await this.forCustomer(tx, await this.wishFor(tx, booking));
    const placed = await this.claim(tx, { ...wish, ...narrowed });
    if (!placed) return null;
    const { providerId } = placed;
    if (providerId === booking.providerId && !booking.unplaced) return booking;
    return this.written(tx, booking, { providerId, unplaced: false });
  }

  private async wishFor(tx: Tx, booking: BookingEntity): Promise<Wish> {
    const { id, customerId, providerId, slotStartAt: startAt, durationMinutes } = booking;
    const work = await this.bookings.getWork(tx, booking);
    const former = { ownerId: id, providerId, startAt, durationMinutes };
    const owner = { kind: 'booking', id, expiresAt: null } as const;
    return { owner, work, startAt, now: this.clock.now(), customerId, former };
  }

  /**
   * Asks those who look free, and looks again when each of them was lost to somebody meanwhile: whoever took one may
   * have left another, so only a look that finds nobody is a refusal. Every look but the last has seen somebody else
   * win, so there are few of them.
   */
  private async claim(tx: Tx, wish: Wish): Promise<Placement | null> {
    for (let look = 1; look <= mostLooks; look += 1) {
      const providerIds = await this.order(tx, wish);
      if (providerIds.length === 0) return null;
      const placed = await this.claimOneOf(tx, wish, providerIds);
      if (placed) return placed;
    }
    return null;
  }

  private async claimOneOf(tx: Tx, wish: Wish, providerIds: readonly string[]): Promise<Placement | null> {
    const { owner, work, startAt, now, former } = wish;
    const days = this.daysOf(startAt, work.durationMinutes);
    const cells = cellsOf(startAt, work.durationMinutes);
    for (const providerId of providerIds) {
      const isFormer = former?.providerId === providerId;
      const formerDays = isFormer ? this.daysOf(former.startAt, former.durationMinutes) : [];
      await this.calendar.lockDays(tx, providerId, [...days, ...formerDays]);
      if ((await this.able(tx, wish, [providerId])).length === 0) continue;
      const claim = {
        ...{ ownerKind: owner.kind, ownerId: owner.id, expiresAt: owner.expiresAt },
        ...{ providerId, pincode: work.place.pincode },
      };
      const won = await this.calendar.winCells(tx, claim, cells, {
        now,
        ...(former && { formerOwnerId: former.ownerId }),
      });
      if (!won) continue;
      const endAt = new Date(startAt.getTime() + work.durationMinutes * minuteMs);
      return { providerId, startAt, endAt, onDay: this.dayOf(startAt) };
    }
    return null;
  }

  /** Whom to ask, as it looks before anything is locked: the former claim's provider, then by rank. */
  private async order(tx: Tx, wish: Wish): Promise<string[]> {
    const { work, startAt, now, customerId, former, onlyProviderIds, exceptProviderIds = [] } = wish;
    const able = (await this.able(tx, wish, onlyProviderIds)).filter(
      ({ id }) => !exceptProviderIds.includes(id),
    );
    if (able.length < 2) return able.map(({ id }) => id);
    const ranked = await this.ranking.rank(tx, able, {
      ...{ work, startAt, now, onDay: this.dayOf(startAt) },
      ...(customerId !== undefined && { customerId }),
    });
    const first = able.find(({ id }) => id === former?.providerId)?.id;
    return first === undefined ? [...ranked] : [first, ...ranked.filter((id) => id !== first)];
  }

  /** Those who can take the work at its start, by the slot engine's own rule (AV-2). */
  private async able(tx: Tx, { work, startAt, now, former }: Wish, providerIds?: readonly string[]) {
    const onDay = this.dayOf(startAt);
    const job = placeJob({ ...jobOf(work), zone: this.app.zone }, startAt);
    const candidates = await this.availability.whoCouldCome(tx, work, {
      ...{ from: onDay, to: onDay, now, exceptOwnerId: former?.ownerId },
      ...(providerIds && { providerIds }),
    });
    return candidates.filter((each) => checkProvider(each, job).length === 0);
  }

  private async written(
    tx: Tx,
    booking: BookingEntity,
    change: Pick<BookingEntity, 'providerId' | 'unplaced'>,
  ): Promise<BookingEntity> {
    const changed = { ...change, updatedAt: this.clock.now() };
    await this.bookings.update(tx, booking, changed);
    return { ...booking, ...changed, version: booking.version + 1 };
  }

  private async checkStart(tx: Tx, { work, startAt, now, ignoreNotice }: Wish): Promise<void> {
    if (startAt <= now) throw new SlotInvalid('past');
    if (!isGridStart(startAt, this.app.zone)) throw new SlotInvalid('off_grid');
    const window = await this.availability.window(tx, work.category, now);
    const [reason] = startReasons(startAt, { ...window, ...(ignoreNotice && { noticeMinutes: 0 }) });
    if (reason === 'HORIZON') throw new SlotInvalid('beyond_horizon');
    if (reason === 'NOTICE') throw new SlotInvalid('too_soon');
    if (reason !== undefined) throw new SlotInvalid('closed');
  }

  /** Every local day on which the work, with the time kept free after it, takes something of its provider. */
  private daysOf(startAt: Date, durationMinutes: number): LocalDate[] {
    const { startAt: from, endAt } = occupiedInterval(startAt, durationMinutes);
    return [localDate(from, this.app.zone), localDate(endAt - 1, this.app.zone)];
  }

  private dayOf(startAt: Date): LocalDate {
    return localDate(startAt, this.app.zone);
  }
}
