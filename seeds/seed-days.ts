import { addDays, atMinute, localDate } from '../src/kernel/calendar.js';
import type { LocalDate } from '../src/kernel/calendar.js';

/** Instants reckoned from the day of the first seeding, in wall-clock time of the zone. */
export class SeedDays {
  readonly today: LocalDate;

  /** @param seededAt the instant the demonstration is seen from: nothing has happened after it */
  constructor(
    readonly seededAt: Date,
    readonly zone: string,
  ) {
    this.today = localDate(seededAt, zone);
  }

  /**
   * @param day 0 is the day of the seeding, -1 the day before
   * @param minute wall-clock minute of that day; it may run past its end or lie before its start
   */
  at(day: number, minute: number): Date {
    const days = Math.floor(minute / 1440);
    return new Date(atMinute(addDays(this.today, day + days), minute - days * 1440, this.zone));
  }

  /** @param minutes how long before the instant of the seeding */
  ago(minutes: number): Date {
    return new Date(this.seededAt.getTime() - minutes * 60_000);
  }
}
