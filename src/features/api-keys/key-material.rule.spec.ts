import fc from 'fast-check';
import {
  hashOfSecret,
  isKeyLive,
  joinKey,
  newClientId,
  newKeySecret,
  newSigningSecret,
  opensKey,
  splitKey,
} from './key-material.rule.js';
import type { KeyStanding } from './key-material.rule.js';

const now = new Date('2026-03-02T05:30:00.000Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const [secret, former] = [newKeySecret(), newKeySecret()];
const key: KeyStanding = {
  secretHash: hashOfSecret(secret),
  formerSecretHash: hashOfSecret(former),
  formerEndsAt: after(1),
  expiresAt: after(10),
  revokedAt: null,
};

describe('an API key (ID-8)', () => {
  it('is named and opened by texts that tell what they are and are made anew each time', () => {
    expect(newClientId()).toMatch(/^nx_live_[0-9a-f]{15}$/);
    expect(newKeySecret()).toMatch(/^nxs_[\w-]{43}$/);
    expect(newSigningSecret()).toMatch(/^nxg_[\w-]{43}$/);
    expect(new Set(Array.from({ length: 200 }, () => newKeySecret())).size).toBe(200);
  });

  it('is told in one piece, and nothing else is taken for one', () => {
    const clientId = newClientId();
    expect(splitKey(joinKey(clientId, secret))).toEqual({ clientId, clientSecret: secret });
    for (const text of ['', '.', clientId, `${clientId}.`, `.${secret}`, `x.${secret}`, `${clientId}.a.b`])
      expect(splitKey(text)).toBeNull();
  });

  it('is opened by its secret, and by the one before until the overlap ends', () => {
    expect([opensKey(key, secret, now), opensKey(key, former, now)]).toEqual([true, true]);
    expect([opensKey(key, secret, after(1)), opensKey(key, former, after(1))]).toEqual([true, false]);
  });

  it('is opened by nothing once it is past its end or revoked', () => {
    expect(opensKey(key, secret, after(9))).toBe(true);
    for (const dead of [
      { ...key, expiresAt: now },
      { ...key, revokedAt: now },
    ]) {
      expect(isKeyLive(dead, now)).toBe(false);
      expect([opensKey(dead, secret, now), opensKey(dead, former, now)]).toEqual([false, false]);
    }
  });

  it('is opened by no other text', () => {
    fc.assert(
      fc.property(fc.string(), (guess) => {
        expect(opensKey(key, guess, now)).toBe(guess === secret || guess === former);
      }),
    );
  });
});
