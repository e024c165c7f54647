import { DateTime } from 'luxon';
import { formatInr } from '../../kernel/money.js';
import type { BookingFact } from './booking-facts.js';

/** Where links in notices lead. */
export interface LinkBases {
  /** Without a slash at its end. */
  appUrl: string;
  /** The same place in few letters, for text messages. */
  shortLink: string;
}

/** The start of a slot as people say it, at most 30 characters: `Sat 22 Nov, 11:00 am`. */
export function slotText(startAt: string | Date, zone: string, language: string): string {
  const at = typeof startAt === 'string' ? DateTime.fromISO(startAt) : DateTime.fromJSDate(startAt);
  return at
    .setZone(zone)
    .setLocale(language === 'hi' ? 'hi-IN' : 'en-IN')
    .toFormat('ccc d LLL, h:mm a');
}

/** Links to a booking: what the texts call `link` is short enough for an SMS, the others name what they are for. */
export function bookingLinks(
  { appUrl, shortLink }: LinkBases,
  { id, orderNumber }: Pick<BookingFact, 'id' | 'orderNumber'>,
): Record<string, string> {
  const bookingLink = `${appUrl}/bookings/${id}`;
  return {
    link: `${shortLink}/${orderNumber}`,
    bookingLink,
    confirmLink: `${bookingLink}/confirm`,
    rescheduleLink: `${bookingLink}/reschedule`,
    answerLink: `${bookingLink}/reschedule-proposal`,
    invoiceLink: `${bookingLink}/invoice`,
    ratingLink: `${bookingLink}/review`,
  };
}

/** The values of every text about a booking. */
export function bookingValues(
  booking: BookingFact,
  { zone, language, links }: { zone: string; language: string; links: LinkBases },
): Record<string, string> {
  const slot = slotText(booking.slotStartAt, zone, language);
  return {
    ...bookingLinks(links, booking),
    orderNumber: booking.orderNumber,
    service: booking.serviceName,
    slot,
    time: slot,
    total: formatInr(booking.totalPaise),
    providerName: booking.providerName ?? (language === 'hi' ? 'हमारे विशेषज्ञ' : 'Our expert'),
  };
}
