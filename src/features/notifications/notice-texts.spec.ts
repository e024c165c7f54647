import { DateTime } from 'luxon';
import type { BookingFact } from './booking-facts.js';
import { noticeKinds } from './notice-kinds.js';
import type { NoticeKind } from './notice-kinds.js';
import { completeNotice, longestSmsValue, matchesRegistered, renderNotice } from './notice-rendering.js';
import { noticeTexts } from './notice-texts.js';
import { bookingValues, slotText } from './notice-words.js';

const zone = 'Asia/Kolkata';
const booking: BookingFact = {
  id: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10',
  userId: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11',
  orderNumber: 'NX-7K3M9QXD',
  serviceName: 'AC repair',
  slotStartAt: new Date('2025-11-22T05:30:00Z'),
  totalPaise: 70_682,
  state: 'assigned',
  scheduleVersion: 1,
  providerName: 'Ravi',
  completedAt: null,
};
const links = { appUrl: 'https://app.nexora.example', shortLink: 'nexora.example/b' };
/** What whoever writes the kind gives beside the values of every booking. */
const own: Partial<Record<NoticeKind, Record<string, string>>> = {
  'booking.cancelled': { fee: '₹100', refund: '₹606.82' },
  'booking.cancelled_by_us': { refund: '₹606.82', credit: '₹100' },
  'booking.reschedule_proposed': { proposedSlot: 'Sun 23 Nov, 11:00 am' },
  'payment.received': { amount: '₹706.82' },
  'payment.failed': { amount: '₹706.82' },
  'payment.refunded': { amount: '₹606.82' },
  'auth.otp': { purpose: 'signing in', minutes: '5' },
  'auth.email_verification': { minutes: '60' },
  'auth.password_reset': { minutes: '30' },
  'auth.password_changed': { time: 'Sat 22 Nov, 11:00 am' },
  'security.session_revoked': { time: 'Sat 22 Nov, 11:00 am' },
  'staff.invitation': { role: 'support staff', hours: '72' },
  'job.offered': { seconds: '300' },
  'offer.announced': { offer: '10 % off AC service', offerLink: 'https://app.nexora.example/offers/1' },
};
const secrets: Partial<Record<NoticeKind, Record<string, string>>> = {
  'auth.otp': { code: '482913' },
  'auth.email_verification': { link: 'https://app.nexora.example/verify?token=abc' },
  'auth.password_reset': { link: 'https://app.nexora.example/reset?token=abc' },
  'staff.invitation': { link: 'https://app.nexora.example/join?token=abc' },
};

describe('the wordings of the house', () => {
  it.each(noticeTexts)('$kind by $channel in $language is worded from the values of its kind', (text) => {
    const { kind, channel, language, registered, dltId } = text;
    const secret = secrets[kind] ?? {};
    const values = {
      firstName: 'Asha',
      ...(kind.startsWith('auth') ? {} : bookingValues(booking, { zone, language, links })),
      ...own[kind],
    };
    const { subject, body } = renderNotice(text, values, Object.keys(secret));
    const complete = completeNotice(channel, body, secret);
    expect(`${subject ?? ''} ${complete}`).not.toMatch(/[{}]/);
    for (const each of Object.values(secret)) expect(complete).toContain(each);
    expect(registered !== null && dltId !== null).toBe(channel === 'sms');
    expect(registered === null || matchesRegistered(registered, complete)).toBe(true);
    expect(subject === null).toBe(channel === 'sms');
  });

  it('are there for every kind, by the same channels in both languages', () => {
    const said = (language: string): string[] =>
      noticeTexts
        .filter((each) => each.language === language)
        .map(({ kind, channel }) => `${kind} ${channel}`)
        .toSorted();
    expect(said('hi')).toEqual(said('en'));
    expect(new Set(noticeTexts.map(({ kind }) => kind))).toEqual(new Set(Object.keys(noticeKinds)));
  });

  it('are each registered under an id of their own (NT-4)', () => {
    const ids = noticeTexts.flatMap(({ dltId }) => dltId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\d{19}$/);
  });

  it('never list a secret in the app', () => {
    const shown = noticeTexts.filter(({ channel, kind }) => channel === 'in_app' && secrets[kind]);
    expect(shown).toEqual([]);
  });
});

describe('the start of a slot in a notice', () => {
  it('is told in the zone of the trade', () => {
    expect(slotText('2025-11-22T05:30:00.000Z', zone, 'en')).toBe('Sat 22 Nov, 11:00 am');
    expect(slotText(new Date('2025-11-22T20:00:00.000Z'), zone, 'en')).toBe('Sun 23 Nov, 1:30 am');
  });

  it('fits an SMS on every day of a year, in both languages', () => {
    for (let day = 0; day < 366; day += 1) {
      const at = DateTime.utc(2025, 1, 1, 16, 30).plus({ days: day }).toJSDate();
      for (const language of ['en', 'hi'])
        expect(Array.from(slotText(at, zone, language)).length).toBeLessThanOrEqual(longestSmsValue);
    }
  });
});
