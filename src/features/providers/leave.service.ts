import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { datesBetween, localDate } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { groupBy } from '../services/index.js';
import type { ProviderCellEntity } from './provider-cell.entity.js';
import { lockProviderDays } from './provider-day-lock.js';
import { cellMinutes } from './provider-schedule.js';
import { providerUnavailable } from './provider.events.js';
import { LeaveOverBookings } from './roster.errors.js';
import type { BookedVisit } from './roster.errors.js';
import { RosterRepository } from './roster.repository.js';
import { RosterService } from './roster.service.js';
import type { RosterEntry } from './roster.service.js';

export interface LeaveWish {
  startAt: Date;
  endAt: Date;
  reason: string;
  /** Others are found for what is booked then. */
  force?: boolean;
}

const cellMs = cellMinutes * 60_000;
const longestDays = 92;
const dayMs = 86_400_000;

/** When providers are away (AV-5). */
@Injectable()
export class LeaveService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roster: RosterRepository,
    private readonly entries: RosterService,
    private readonly events: DomainEvents,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives leave. The race: somebody books them in that time at the same moment. Claims wait under the lock of the day,
   * and so does leave: either the booking is seen here, or the leave there.
   * @throws NotFound `provider.not_found`, LeaveOverBookings unless forced, ValidationFailed for no such time
   */
  give(providerId: string, { startAt, endAt, reason, force = false }: LeaveWish): Promise<RosterEntry> {
    const now = this.clock.now();
    if (endAt <= startAt || endAt <= now)
      throw new ValidationFailed([
        { pointer: '/endAt', detail: 'must lie after the start, and not in the past' },
      ]);
    if (endAt.getTime() - startAt.getTime() > longestDays * dayMs)
      throw new ValidationFailed([
        { pointer: '/endAt', detail: `must lie within ${longestDays} days of the start` },
      ]);
    return this.work.run(async (tx) => {
      if (!(await this.roster.find(tx, providerId))) throw new NotFound('provider');
      await lockProviderDays(tx, providerId, this.daysOf(startAt, endAt));
      const booked = await this.roster.bookedCells(tx, providerId, startAt, endAt);
      if (booked.length > 0 && !force) throw new LeaveOverBookings(visitsOf(booked));
      await this.roster.insertLeave(tx, { id: newId(), providerId, startAt, endAt, reason });
      if (booked.length > 0)
        await this.events.publish(
          tx,
          providerUnavailable(providerId, { fromAt: startAt, toAt: endAt, reason }, now),
        );
      return this.entries.entry(tx, providerId);
    });
  }

  /** @throws NotFound `provider.not_found`, `leave.not_found` */
  takeBack(providerId: string, leaveId: string): Promise<RosterEntry> {
    return this.work.run(async (tx) => {
      if (!(await this.roster.find(tx, providerId))) throw new NotFound('provider');
      if (!(await this.roster.removeLeave(tx, providerId, leaveId))) throw new NotFound('leave');
      return this.entries.entry(tx, providerId);
    });
  }

  /** A visit that begins the evening before may reach into the leave, so its day is locked too. */
  private daysOf(startAt: Date, endAt: Date): string[] {
    const { zone } = this.app;
    return datesBetween(localDate(startAt.getTime() - dayMs, zone), localDate(endAt, zone));
  }
}

/** What is booked, by the quarters of an hour it takes of the leave. */
function visitsOf(cells: readonly ProviderCellEntity[]): BookedVisit[] {
  return [...groupBy(cells, ({ ownerId }) => ownerId)].map(([bookingId, own]) => {
    const numbers = own.map(({ cell }) => cell);
    return {
      bookingId,
      start: new Date(Math.min(...numbers) * cellMs).toISOString(),
      end: new Date((Math.max(...numbers) + 1) * cellMs).toISOString(),
    };
  });
}
