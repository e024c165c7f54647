import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../features/payments/index.js';
import { HolidaysRepository } from '../features/sla/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import type { Reader } from '../platform/database/transaction.js';

/** Refunds ask the company's calendars when banks are closed; neither feature knows the other. */
@Injectable()
export class SlaCompanyCalendar extends CompanyCalendar {
  constructor(private readonly holidays: HolidaysRepository) {
    super();
  }

  holidaysBetween(reader: Reader, from: LocalDate, to: LocalDate): Promise<LocalDate[]> {
    return this.holidays.listDays(reader, from, to);
  }
}
