import { minuteOfDay } from '../../kernel/calendar.js';
import type { Slot } from '../bookings/index.js';
import type { AnswerOption } from '../chat/index.js';
import { sayInstant } from './words.js';
import type { Speaker } from './words.js';

const mostOffered = 6;

/** Free starts to choose from, at most six. */
export function toOptions(slots: readonly Slot[], speaker: Speaker): AnswerOption[] {
  return slots.map(({ startAt }) => ({ id: startAt.toISOString(), label: sayInstant(startAt, speaker) }));
}

/** Of many free starts a handful spread over the day, so that there is something for everyone. */
export function spread(slots: readonly Slot[]): Slot[] {
  const free = slots.filter(({ available }) => available);
  if (free.length <= mostOffered) return free;
  const step = (free.length - 1) / (mostOffered - 1);
  return Array.from({ length: mostOffered }, (_, at) => free[Math.round(at * step)]).filter(
    (slot) => slot !== undefined,
  );
}

/** The free starts nearest to a wish, three of them, in the order of the day. */
export function nearest(slots: readonly Slot[], wantedAt: Date): Slot[] {
  const distanceMs = ({ startAt }: Slot) => Math.abs(startAt.getTime() - wantedAt.getTime());
  return slots
    .filter(({ available }) => available)
    .sort((a, b) => distanceMs(a) - distanceMs(b))
    .slice(0, 3)
    .sort((a, b) => a.startAt.getTime() - b.startAt.getTime());
}

/** Those that start within a stretch of the day. */
export function within(
  slots: readonly Slot[],
  { fromMinute, toMinute }: { fromMinute: number; toMinute: number },
  zone: string,
): Slot[] {
  return slots.filter(({ startAt }) => {
    const minute = minuteOfDay(startAt, zone);
    return minute >= fromMinute && minute < toMinute;
  });
}
