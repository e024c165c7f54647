import { addDays, atMinute, localDate, minuteOfDay } from '../../kernel/calendar.js';

export type ReminderKind = 'booking.reminder_24h' | 'booking.reminder_2h';

export interface Reminder {
  readonly kind: ReminderKind;
  /** When it is due. */
  readonly at: Date;
  /** From then on it says nothing any more: the next reminder is due, or the visit begins. */
  readonly validUntil: Date;
}

const hourMs = 3_600_000;
const reminders: readonly { kind: ReminderKind; beforeMs: number; untilMs: number }[] = [
  { kind: 'booking.reminder_24h', beforeMs: 24 * hourMs, untilMs: 2 * hourMs },
  { kind: 'booking.reminder_2h', beforeMs: 2 * hourMs, untilMs: 0 },
];

/** Nobody is reminded from 21:00 to 08:00; what falls in there is told at 20:00 before it. Minutes of the day. */
const quietFromMinute = 21 * 60;
const quietToMinute = 8 * 60;
const eveningMinute = 20 * 60;

/**
 * The reminders that a booking has still to come (NT-1, NT-2): 24 and 2 hours before it starts; one that falls in
 * 21:00-08:00 moves to 20:00 the evening before; one that is past, also by the move, is left out.
 * @param zone IANA zone of the customer's evening
 */
export function reminderTimes(slotStartAt: Date, now: Date, zone: string): Reminder[] {
  return reminders.flatMap(({ kind, beforeMs, untilMs }) => {
    const at = outsideQuietHours(new Date(slotStartAt.getTime() - beforeMs), zone);
    return at < now ? [] : [{ kind, at, validUntil: new Date(slotStartAt.getTime() - untilMs) }];
  });
}

function outsideQuietHours(at: Date, zone: string): Date {
  const minute = minuteOfDay(at, zone);
  if (minute >= quietToMinute && minute < quietFromMinute) return at;
  const today = localDate(at, zone);
  return new Date(atMinute(minute < quietToMinute ? addDays(today, -1) : today, eveningMinute, zone));
}
