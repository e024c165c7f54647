import fc from 'fast-check';
import { parseIdentifier } from './identifier.js';
import { parseMobile } from './mobile.js';

describe('a mobile', () => {
  const national = fc
    .tuple(fc.integer({ min: 6, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([first, rest]) => `${first}${String(rest).padStart(9, '0')}`);

  it('is the same number however it is written', () => {
    fc.assert(
      fc.property(national, (digits) => {
        const spaced = `${digits.slice(0, 5)} ${digits.slice(5)}`;
        for (const written of [digits, `0${digits}`, `+91${digits}`, `91${digits}`, `+91-${spaced}`, spaced])
          expect([written, parseMobile(written)]).toEqual([written, `+91${digits}`]);
      }),
    );
  });

  it('is none when it is foreign, a landline, too short, or buried in other text', () => {
    for (const text of ['', '12345', '5876543210', '+14155552671', '98765432101', 'call 9876543210', 'abc'])
      expect([text, parseMobile(text)]).toEqual([text, null]);
  });
});

describe('an identifier', () => {
  it('is an email in lower case or a mobile in full', () => {
    expect(parseIdentifier(' Asha@Example.COM ')).toEqual({ email: 'asha@example.com' });
    expect(parseIdentifier('98765 43210')).toEqual({ mobile: '+919876543210' });
    expect(parseIdentifier('EMP001')).toBeNull();
  });
});
