import { findPhoneNumbersInText } from 'libphonenumber-js';
import { wordsOf } from '../services/sound-key.js';
import { readAddress } from './address.js';
import type { ComplaintType } from './complaint-type.js';
import { readComplaintType } from './complaint-type.js';
import { readQuantity } from './quantity.js';
import type { Quantity } from './quantity.js';

/** A city and the other names it goes by, in any script. */
export interface GazetteerCity {
  name: string;
  aliases: readonly string[];
}

/** What a text states outright; a field is absent when the text does not say it, or says it invalidly. */
export interface Entities {
  /** Six digits, the first not 0; not checked against the pincodes served. */
  pincode?: string;
  /** `NX-` and eight Crockford base-32 characters, upper case, with I and L read as 1 and O as 0. */
  bookingRef?: string;
  /** E.164; numbers without a country code are read as Indian. */
  phone?: string;
  email?: string;
  amountPaise?: number;
  quantity?: Quantity;
  /** The gazetteer's own spelling. */
  city?: string;
  /** Whole stars, 1 to 5. */
  rating?: number;
  complaintType?: ComplaintType;
  addressText?: string;
}

const DIGITS = '०१२३४५६७८९';
const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/u;
const BOOKING_REF = /(?<![\p{L}\d])NX[-\s]?([0-9A-Z]{8})(?![\p{L}\d])/iu;
const CROCKFORD = /^[0-9A-HJKMNP-TV-Z]{8}$/u;
const PINCODE = /(?<![\d.,₹+-])(?<!\d[ -])([1-9]\d{2})([ -]?)(\d{3})(?![\d]|[ -]\d|[.,]\d)/gu;
const PIN_WORD = /(?:pin\s*code|pincode|pin|postal code|zip|पिन\s*कोड|पिनकोड|पिन)\D{0,6}$/iu;
const MONEY_BEFORE = /(?:₹|\brs\.?|\binr)\s*(\d[\d,]*(?:\.\d{1,2})?)/iu;
const MONEY_AFTER =
  /(?<![\d.,])(\d[\d,]*(?:\.\d{1,2})?)\s*(?:\/-|₹|rs\b|inr\b|rupees?\b|rupay[ae]\b|rupaye?\b|रुपये|रुपए|रुपया|रु\b|bucks\b)/iu;
const STARS_AFTER = /(?<!\d)([1-5])\s*(?:\/\s*5|out of\s*5|stars?\b|स्टार|sitare\b|सितारे)/iu;
const STARS_BEFORE = /(?:\brat(?:ing|e)\b|रेटिंग|\bstars?\b)\D{0,14}?([1-5])(?![\d.]|\s*(?:star|%))/iu;
const STAR_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ek: 1,
  do: 2,
  teen: 3,
  char: 4,
  chaar: 4,
  paanch: 5,
  panch: 5,
};

function asciiDigits(text: string): string {
  return text.normalize('NFC').replace(/[०-९]/gu, (digit) => String(DIGITS.indexOf(digit)));
}

/** The booking reference of a text, mended as Crockford prescribes, or undefined. */
export function readBookingRef(text: string): string | undefined {
  const body = BOOKING_REF.exec(text)?.[1]?.toUpperCase().replace(/[IL]/gu, '1').replace(/O/gu, '0');
  return body !== undefined && /\d/u.test(body) && CROCKFORD.test(body) ? `NX-${body}` : undefined;
}

/** A pincode that is no part of a longer number, a price or a booking reference. "560 001" needs the word pin. */
export function readPincode(text: string): string | undefined {
  const plain = asciiDigits(text).replace(BOOKING_REF, ' ');
  for (const match of plain.matchAll(PINCODE)) {
    const [whole, head = '', gap, tail = ''] = match;
    const before = plain.slice(0, match.index);
    const after = plain.slice(match.index + whole.length);
    if (gap !== '' && !PIN_WORD.test(before)) continue;
    if (/(?:₹|\brs\.?|\binr)\s*$/iu.test(before) || /^\s*(?:rs\b|rupee|rupay|₹|\/-|रुप)/iu.test(after))
      continue;
    return head + tail;
  }
  return undefined;
}

function readPhone(text: string): string | undefined {
  const found = findPhoneNumbersInText(asciiDigits(text).replace(BOOKING_REF, ' '), 'IN');
  return found.find(({ number }) => number.isValid())?.number.number;
}

function readAmount(text: string): number | undefined {
  const plain = asciiDigits(text);
  const figure = (MONEY_BEFORE.exec(plain) ?? MONEY_AFTER.exec(plain))?.[1];
  if (figure === undefined) return undefined;
  const [rupees = '0', paise = ''] = figure.replaceAll(',', '').split('.');
  const amountPaise = Number(rupees) * 100 + Number(paise.padEnd(2, '0'));
  return Number.isSafeInteger(amountPaise) ? amountPaise : undefined;
}

function readRating(text: string): number | undefined {
  const plain = asciiDigits(text);
  const digit = (STARS_AFTER.exec(plain) ?? STARS_BEFORE.exec(plain))?.[1];
  if (digit !== undefined) return Number(digit);
  const words = wordsOf(text);
  const star = words.findIndex((word) => /^(?:stars?|staar)$/u.test(word));
  return star > 0 ? STAR_WORDS[words[star - 1] ?? ''] : undefined;
}

function readCity(text: string, cities: readonly GazetteerCity[]): string | undefined {
  const padded = ` ${wordsOf(text).join(' ')} `;
  let found: { name: string; at: number; length: number } | undefined;
  for (const { name, aliases } of cities) {
    for (const spelling of [name, ...aliases]) {
      const key = wordsOf(spelling).join(' ');
      const at = key === '' ? -1 : padded.indexOf(` ${key} `);
      if (at < 0) continue;
      const isEarlier =
        found === undefined || at < found.at || (at === found.at && key.length > found.length);
      if (isEarlier) found = { name, at, length: key.length };
    }
  }
  return found?.name;
}

/** Reads what a message states besides service, day and time. `cities` is the gazetteer; without it no city is read. */
export function readEntities(text: string, cities: readonly GazetteerCity[] = []): Entities {
  const email = EMAIL.exec(text)?.[0].toLowerCase();
  const withoutEmail = email === undefined ? text : text.replace(EMAIL, ' ');
  const read: Entities = {
    pincode: readPincode(withoutEmail),
    bookingRef: readBookingRef(withoutEmail),
    phone: readPhone(withoutEmail),
    email,
    amountPaise: readAmount(withoutEmail),
    quantity: readQuantity(withoutEmail),
    city: readCity(withoutEmail, cities),
    rating: readRating(withoutEmail),
    complaintType: readComplaintType(withoutEmail),
    addressText: readAddress(withoutEmail),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
