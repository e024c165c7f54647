import fc from 'fast-check';
import {
  NoticeNotRendered,
  completeNotice,
  concealSecrets,
  matchesRegistered,
  registeredText,
  renderNotice,
} from './notice-rendering.js';

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

  it('cuts no code and no link of an SMS: half of one is worse than none', () => {
    for (const name of ['code', 'link', 'answerLink'])
      expect(() => renderNotice({ ...sms, body: `{#${name}#}` }, { [name]: 'x'.repeat(31) })).toThrow(
        NoticeNotRendered,
      );
    expect(renderNotice({ ...sms, body: '{#link#}' }, { link: 'x'.repeat(30) }).body).toHaveLength(30);
  });

  it('keeps a secret out until it is completed, and lets no value ask for one', () => {
    const wording = { ...sms, body: '{#code#} is for {#purpose#}.' };
    const { body } = renderNotice(wording, { purpose: 'signing in {#code#}' }, ['code']);
    expect(body).toBe('{#code#} is for signing in { #code#}.');
    expect(concealSecrets(body)).toBe('•••••• is for signing in { #code#}.');
    expect(completeNotice('sms', body, { code: '482913' })).toBe('482913 is for signing in { #code#}.');
  });

  it('never shows a secret before it is completed, whatever the other values are (ID-5)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.stringMatching(/^\d{6}$/),
        (purpose, code) => {
          fc.pre(!purpose.includes(code));
          const wording = { ...sms, body: '{#code#} is for {#purpose#}.' };
          const { body } = renderNotice(wording, { purpose }, ['code']);
          expect(body).not.toContain(code);
          const complete = completeNotice('sms', body, { code });
          expect(complete.startsWith(`${code} is for `)).toBe(true);
          expect(matchesRegistered(registeredText(wording.body), complete)).toBe(true);
        },
      ),
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
