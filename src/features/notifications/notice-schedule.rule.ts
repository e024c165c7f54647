import type { BookingFact } from './booking-facts.js';

/** Notices that are for a booking's time, and void when that has changed or passed (NT-3). */
const ofTheTime: readonly string[] = [
  'booking.reminder_24h',
  'booking.reminder_2h',
  'booking.reschedule_proposed',
  'booking.unplaced',
];
const beforeTheVisit: readonly string[] = ['confirmed', 'assigned'];

/** Whether a notice written for that version of the schedule still says something true of the booking (NT-3). */
export function isAwaited(
  kind: string,
  booking: Pick<BookingFact, 'state' | 'scheduleVersion'>,
  scheduleVersion: number,
): boolean {
  if (kind === 'booking.rating_request') return booking.state === 'completed';
  if (!ofTheTime.includes(kind)) return true;
  return booking.scheduleVersion === scheduleVersion && beforeTheVisit.includes(booking.state);
}
