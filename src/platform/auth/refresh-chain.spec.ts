import fc from 'fast-check';
import { graceMs, hashOfToken, judgePresented, newRefreshToken, successorOf } from './refresh-chain.js';

describe('the chain of refresh tokens', () => {
  const key = Buffer.alloc(32, 1);

  it('has one successor for a token, and another under another key', () => {
    fc.assert(
      fc.property(fc.constant(null).map(newRefreshToken), (token) => {
        expect(successorOf(token, key)).toBe(successorOf(token, key));
        expect(successorOf(token, key)).not.toBe(successorOf(token, Buffer.alloc(32, 2)));
        expect(successorOf(token, key)).toMatch(/^nxr_[\w-]{43}$/);
      }),
    );
  });

  it('never comes back to a token it had', () => {
    const seen = new Set<string>();
    let token = newRefreshToken();
    for (let at = 0; at < 1_000; at += 1) {
      seen.add(token);
      token = successorOf(token, key);
    }
    expect(seen.size).toBe(1_000);
  });

  it('hashes to what the column holds', () => {
    expect(hashOfToken(newRefreshToken())).toMatch(/^[\w-]{43}$/);
  });

  describe('judged when presented', () => {
    const now = new Date('2026-03-02T05:30:00.000Z');
    const at = (ms: number) => new Date(now.getTime() + ms);

    it('is the head until it expires', () => {
      expect(judgePresented({ usedAt: null, expiresAt: at(1) }, now)).toBe('head');
      expect(judgePresented({ usedAt: null, expiresAt: now }, now)).toBe('expired');
    });

    it('is forgiven for ten seconds after its use, then a replay', () => {
      expect(judgePresented({ usedAt: at(-graceMs), expiresAt: at(1) }, now)).toBe('grace');
      expect(judgePresented({ usedAt: at(-graceMs - 1), expiresAt: at(1) }, now)).toBe('replay');
    });
  });
});
