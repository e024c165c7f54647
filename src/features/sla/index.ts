export { BusinessCalendarEntity } from './business-calendar.entity.js';
export { HolidayEntity } from './holiday.entity.js';
export { HolidaysRepository } from './holidays.repository.js';
export {
  addWorkingTime,
  calendarOf,
  dueTimes,
  legalFloor,
  workingIntervals,
  workingMinutesBetween,
} from './sla-clock.js';
export type { DueTimes, DueTimesInput, WorkingCalendar } from './sla-clock.js';
