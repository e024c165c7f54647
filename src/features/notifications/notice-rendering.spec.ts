import fc from 'fast-check';
import { NoticeNotRendered, matchesRegistered, registeredText, renderNotice } from './notice-rendering.js';
import { noticeTexts } from './notice-texts.js';

const names = ['firstName', 'service', 'slot', 'orderNumber', 'total', 'fee', 'refund'];
const values = fc.tuple(...names.map(() => fc.string({ unit: 'grapheme', maxLength: 60 })));
const named = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, at) => [name, given[at] ?? '']));

const sms = {
  channel: 'sms',
  subject: null,
  body: 'Nexora: {#service#} at {#slot#} (order {#orderNumber#}).',
} as const;

describe('the wording of a notice', () => {
  it.each(noticeTexts)('$kind by $channel in $language is worded from the values of its kind', (text) => {
    const shared = { firstName: 'Asha', orderNumber: 'NX-7K3M9QXD' };
    const own: Record<string, string> =
      text.kind === 'booking.confirmed'
        ? { service: 'AC repair', slot: 'Sat 22 Nov, 11:00 am', total: '₹706.82' }
        : { fee: '₹100', refund: '₹606.82' };
    const { subject, body } = renderNotice(text, { ...shared, ...own });
    expect(`${subject ?? ''} ${body}`).not.toMatch(/[{}]/);
    expect(body).toContain(text.kind === 'booking.confirmed' ? '₹706.82' : '₹606.82');
    expect(text.dltId !== null).toBe(text.channel === 'sms');
    expect(text.subject === null).toBe(text.channel === 'sms');
  });

  it('matches the registered text whatever the values are (NT-4)', () => {
    fc.assert(
      fc.property(values, (given) => {
        const { body } = renderNotice(sms, named(given));
        expect(matchesRegistered(registeredText(sms.body), body)).toBe(true);
      }),
    );
  });

  it('lets no value add a line to the text or to the subject', () => {
    const letter = { channel: 'email', subject: 'About {#service#}', body: '{#service#}' } as const;
    const { subject, body } = renderNotice(letter, { service: 'AC\r\nBcc: all@example.com\u2028x' });
    expect(subject).toBe('About AC Bcc: all@example.com x');
    expect(body).toBe('AC Bcc: all@example.com x');
  });

  it('cuts a long value of an SMS to 30 characters, and no value of a letter', () => {
    const long = 'x'.repeat(40);
    expect(renderNotice({ ...sms, body: '{#slot#}' }, { slot: long }).body).toBe(`${'x'.repeat(27)}...`);
    expect(renderNotice({ channel: 'email', subject: 's', body: '{#slot#}' }, { slot: long }).body).toBe(
      long,
    );
  });

  it('is refused when a value is missing', () => {
    expect(() => renderNotice(sms, { service: 'AC repair' })).toThrow(NoticeNotRendered);
    expect(() => renderNotice({ ...sms, body: '{#toString#}' }, {})).toThrow(NoticeNotRendered);
  });
});

describe('the match with the registered text', () => {
  const registered = 'Nexora: {#var#} (order {#var#}).';

  it.each([
    ['another fixed text', 'Nexora! AC (order NX-1).'],
    ['a text that goes on', 'Nexora: AC (order NX-1). Buy now'],
    ['an empty value', 'Nexora:  (order ).'],
    ['a value of more than 30 characters', `Nexora: ${'x'.repeat(31)} (order NX-1).`],
    ['a line break', 'Nexora: A\nC (order NX-1).'],
  ])('refuses %s', (_what, text) => {
    expect(matchesRegistered(registered, text)).toBe(false);
  });

  it('takes the registered text with values in it', () => {
    expect(matchesRegistered(registered, 'Nexora: AC repair (order NX-1).')).toBe(true);
  });
});
