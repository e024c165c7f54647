import { refundExpectedBy } from './refund-expectation.rule.js';

const zone = 'Asia/Kolkata';
const by = (at: string, holidaysOn: string[] = []) =>
  refundExpectedBy('upi', new Date(at), { zone, holidaysOn }).toISOString();

describe('by when a refund has arrived (MO-3)', () => {
  it('is 24 hours for the wallet and for credit, also over a weekend', () => {
    for (const instrument of ['wallet', 'promo', 'cash'] as const)
      expect(
        refundExpectedBy(instrument, new Date('2026-03-06T10:00:00Z'), { zone, holidaysOn: [] }),
      ).toEqual(new Date('2026-03-07T10:00:00Z'));
  });

  it('is the end of the seventh business day for an instrument', () => {
    // Monday the 2nd of March: Tuesday is the first day, and Wednesday of the week after the seventh.
    expect(by('2026-03-02T06:00:00Z')).toBe('2026-03-11T18:30:00.000Z');
    // Friday evening in India counts from Monday.
    expect(by('2026-03-06T17:00:00Z')).toBe('2026-03-17T18:30:00.000Z');
  });

  it('begins with the local day, not that of Greenwich', () => {
    // 20:00 UTC on Sunday is Monday in India already.
    expect(by('2026-03-01T20:00:00Z')).toBe(by('2026-03-02T06:00:00Z'));
  });

  it('passes over holidays, and over those on a weekend only once', () => {
    expect(by('2026-03-02T06:00:00Z', ['2026-03-03', '2026-03-04'])).toBe('2026-03-13T18:30:00.000Z');
    expect(by('2026-03-02T06:00:00Z', ['2026-03-07'])).toBe(by('2026-03-02T06:00:00Z'));
  });
});
