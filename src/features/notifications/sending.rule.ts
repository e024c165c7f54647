import { addDays, atMinute, localDate, minuteOfDay } from '../../kernel/calendar.js';
import type { NoticeCategory } from './notice-kinds.js';

/** Why a notice that was written is not sent after all. */
export type Hindrance =
  'notice.expired' | 'notice.booking_moved' | 'notice.switched_off' | 'notice.without_consent';

export type Verdict =
  | { readonly act: 'send' }
  | { readonly act: 'wait'; readonly until: Date }
  | { readonly act: 'drop'; readonly because: Hindrance };

/** A notice that is about to leave, and the world as it stands at that moment. */
export interface Departure {
  readonly category: NoticeCategory;
  readonly now: Date;
  /** IANA; quiet hours are reckoned in it. */
  readonly zone: string;
  readonly validUntil: Date | null;
  /** The person's own choice for the category on the channel. */
  readonly isOn: boolean;
  readonly hasAgreedToOffers: boolean;
  /** Its booking has been moved or has ended since it was written. */
  readonly isOverdue: boolean;
}

/** Hours in which notices may leave, in minutes of the local day, by category; the others leave at any hour. */
const openHours: Partial<Readonly<Record<NoticeCategory, readonly [fromMinute: number, toMinute: number]>>> =
  {
    reminders: [8 * 60, 21 * 60],
    feedback: [8 * 60, 21 * 60],
    /** NT-4, after the law on unsolicited messages. */
    promotions: [10 * 60, 21 * 60],
  };

/**
 * Whether a notice leaves now, later or never (NT-2, NT-4, NT-5). It is asked again after every wait.
 */
export function judgeDeparture(departure: Departure): Verdict {
  const { category, now, zone, validUntil } = departure;
  const because = hindranceOf(departure);
  if (because !== null) return { act: 'drop', because };
  const until = nextOpening(category, now, zone);
  if (until === null) return { act: 'send' };
  return validUntil !== null && until >= validUntil
    ? { act: 'drop', because: 'notice.expired' }
    : { act: 'wait', until };
}

function hindranceOf(departure: Departure): Hindrance | null {
  const { category, now, validUntil, isOn, hasAgreedToOffers, isOverdue } = departure;
  if (validUntil !== null && now >= validUntil) return 'notice.expired';
  if (isOverdue) return 'notice.booking_moved';
  if (!isOn) return 'notice.switched_off';
  return category === 'promotions' && !hasAgreedToOffers ? 'notice.without_consent' : null;
}

/** When notices of the category may leave next; null when they may now. */
function nextOpening(category: NoticeCategory, now: Date, zone: string): Date | null {
  const hours = openHours[category];
  if (!hours) return null;
  const [from, to] = hours;
  const minute = minuteOfDay(now, zone);
  if (minute >= from && minute < to) return null;
  const today = localDate(now, zone);
  return new Date(atMinute(minute < from ? today : addDays(today, 1), from, zone));
}
