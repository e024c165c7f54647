import { DateTime } from 'luxon';
import { localDate } from '../../kernel/calendar.js';
import type { Phrasebook } from './replies/phrasebook.js';

/** How instants, days and times are said. All in the zone of the trade. */
export interface Speaker {
  phrases: Phrasebook;
  zone: string;
}

/** "Sun 22 Nov, 11:00 am" */
export function sayInstant(at: Date, { phrases, zone }: Speaker): string {
  return DateTime.fromJSDate(at, { zone }).setLocale(phrases.locale).toFormat('ccc d LLL, h:mm a');
}

/** "11:00 am" */
export function sayTime(at: Date, { phrases, zone }: Speaker): string {
  return DateTime.fromJSDate(at, { zone }).setLocale(phrases.locale).toFormat('h:mm a');
}

/** "tomorrow (Sun 22 Nov)" */
export function sayDay(on: string, now: Date, { phrases, zone }: Speaker): string {
  const day = DateTime.fromISO(on, { zone }).setLocale(phrases.locale).toFormat('ccc d LLL');
  const today = localDate(now, zone);
  if (on === today) return `${phrases.today} (${day})`;
  const tomorrow = DateTime.fromISO(today, { zone }).plus({ days: 1 }).toISODate();
  return on === tomorrow ? `${phrases.tomorrow} (${day})` : day;
}
