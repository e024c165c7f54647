import { addDays, atMinute, localDate, minutesPerDay, weekdayOf } from '../../kernel/calendar.js';
import type { LocalDate } from '../../kernel/calendar.js';
import type { Instrument } from './instrument.js';

const hourMs = 3_600_000;
const walletHours = 24;
/** MO-3 says five to seven; what is promised is the longest. */
const instrumentBusinessDays = 7;
/** No run of closed days is longer than what this reaches beyond the seven. */
export const expectationReachDays = 40;

/** Days on which banks do not work. */
export interface BankingDays {
  readonly zone: string;
  readonly holidaysOn: readonly LocalDate[];
}

/**
 * By when a refund has arrived (MO-3): in the wallet 24 hours after `at`; on an instrument at the end of the seventh
 * business day after the local day of `at`. Business days are Monday to Friday without holidays.
 */
export function refundExpectedBy(instrument: Instrument, at: Date, { zone, holidaysOn }: BankingDays): Date {
  if (instrument !== 'card' && instrument !== 'upi') return new Date(at.getTime() + walletHours * hourMs);
  const closed = new Set(holidaysOn);
  let day = localDate(at, zone);
  for (let left = instrumentBusinessDays; left > 0;) {
    day = addDays(day, 1);
    if (weekdayOf(day) <= 5 && !closed.has(day)) left -= 1;
  }
  return new Date(atMinute(day, minutesPerDay, zone));
}
