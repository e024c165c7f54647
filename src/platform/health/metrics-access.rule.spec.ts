import { mayReadMetrics } from './metrics-access.rule.js';

const near = { address: '127.0.0.1', isForwarded: false, given: null };
const far = { address: '203.0.113.7', isForwarded: false, given: null };

describe('who may read the metrics', () => {
  it('is everybody on a development machine', () => {
    expect(mayReadMetrics(far, { token: undefined, isProduction: false })).toBe(true);
  });

  it('is in production the machine itself, by IPv4, IPv6 and the one within the other', () => {
    const settings = { token: undefined, isProduction: true };
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
      expect(mayReadMetrics({ ...near, address }, settings)).toBe(true);
    for (const address of ['203.0.113.7', '10.0.0.1', '1127.0.0.1', '', undefined])
      expect(mayReadMetrics({ ...near, address }, settings)).toBe(false);
  });

  it('is not whoever comes through a proxy on that machine', () => {
    expect(mayReadMetrics({ ...near, isForwarded: true }, { token: undefined, isProduction: true })).toBe(
      false,
    );
  });

  it('is whoever has the token, wherever they are, and nobody else, when one is set', () => {
    for (const isProduction of [true, false]) {
      const settings = { token: 'a-scraper-token-1', isProduction };
      expect(mayReadMetrics({ ...far, given: 'a-scraper-token-1' }, settings)).toBe(true);
      for (const given of ['a-scraper-token-2', 'a-scraper-token-1 ', '', null])
        expect(mayReadMetrics({ ...near, given }, settings)).toBe(false);
    }
  });
});
