import type { LocalDate } from '../../kernel/calendar.js';
import type { Reader } from '../../platform/database/transaction.js';

/** The days on which the company and its banks are closed; answered by whoever keeps calendars. */
export abstract class CompanyCalendar {
  /** Holidays of the local days, both included. */
  abstract holidaysBetween(reader: Reader, from: LocalDate, to: LocalDate): Promise<LocalDate[]>;
}
