import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { localDate } from '../../kernel/calendar.js';
import type { Tx } from '../../platform/database/transaction.js';
import { AvailabilityService, jobOf } from './availability.service.js';
import type { WantedWork } from './availability.service.js';
import { SlotInvalid, SlotTaken } from './booking.errors.js';
import { CalendarRepository } from './calendar.repository.js';
import { cellsOf } from './cells.js';
import { checkProvider, isGridStart, placeJob, startReasons } from './slot-engine.js';
import type { SlotProvider } from './slot-engine.js';

export interface Placement {
  providerId: string;
  startAt: Date;
  endAt: Date;
  /** Local date of the start. */
  onDay: string;
}

const minuteMs = 60_000;

/** Wins a provider's time for a booking: the only writer of cells (HB-2). */
@Injectable()
export class PlacementService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly calendar: CalendarRepository,
    private readonly app: AppConfig,
  ) {}

  /**
   * Picks and locks the best provider who can take the work at its start, in the caller's transaction. The same
   * rule as the slot engine's judges each, under the lock of their day; then the cells decide.
   * @throws SlotInvalid for a start nobody may be booked at, SlotTaken with alternatives when nobody is free
   */
  async place(tx: Tx, bookingId: string, wanted: WantedWork, startAt: Date, now: Date): Promise<Placement> {
    await this.checkStart(tx, wanted, startAt, now);
    const { zone } = this.app;
    const onDay = localDate(startAt, zone);
    const job = placeJob({ ...jobOf(wanted), zone }, startAt);
    const cells = cellsOf(startAt, wanted.durationMinutes);
    const span = { from: onDay, to: onDay, now };
    const candidates = await this.availability.whoCouldCome(tx, wanted, span);
    const able = candidates.filter((each) => checkProvider(each, job).length === 0);
    for (const provider of able.sort(byLoad(onDay))) {
      await this.calendar.lockDay(tx, provider.id, onDay);
      const [current] = await this.availability.whoCouldCome(tx, wanted, {
        ...span,
        providerIds: [provider.id],
      });
      if (!current || checkProvider(current, job).length > 0) continue;
      const owner = { bookingId, providerId: provider.id, pincode: wanted.place.pincode };
      if (!(await this.calendar.winCells(tx, owner, cells))) continue;
      const endAt = new Date(startAt.getTime() + wanted.durationMinutes * minuteMs);
      return { providerId: provider.id, startAt, endAt, onDay };
    }
    throw new SlotTaken(await this.availability.alternatives(tx, wanted, startAt, now));
  }

  async release(tx: Tx, bookingId: string): Promise<void> {
    await this.calendar.releaseCells(tx, bookingId);
  }

  private async checkStart(tx: Tx, { category }: WantedWork, startAt: Date, now: Date): Promise<void> {
    if (startAt <= now) throw new SlotInvalid('past');
    if (!isGridStart(startAt, this.app.zone)) throw new SlotInvalid('off_grid');
    const [reason] = startReasons(startAt, await this.availability.window(tx, category, now));
    if (reason === 'HORIZON') throw new SlotInvalid('beyond_horizon');
    if (reason === 'NOTICE') throw new SlotInvalid('too_soon');
    if (reason !== undefined) throw new SlotInvalid('closed');
  }
}

/** Work is spread: who has least to do that day comes first; among equals, in the order given. */
function byLoad(onDay: string): (a: SlotProvider, b: SlotProvider) => number {
  const load = (each: SlotProvider) => each.jobsOn.get(onDay) ?? 0;
  return (a, b) => load(a) - load(b);
}
