import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  isNonce,
  isSignedBy,
  nonceId,
  signatureOf,
  signatureToleranceMs,
  timelyAt,
} from './request-signature.rule.js';
import type { SignedParts } from './request-signature.rule.js';

const secret = 'nxg_secret';
const parts: SignedParts = {
  method: 'POST',
  target: '/api/v1/addresses?x=1',
  body: Buffer.from('{"city":"Bangalore"}'),
  timestamp: '1772429400',
  nonce: 'aaaabbbbccccdddd',
};

describe('the signature of a request (ID-8)', () => {
  it('is HMAC-SHA-256 over method, path, hash of the body, timestamp and nonce', () => {
    const hash = createHash('sha256').update(parts.body).digest('hex');
    const text = `POST\n/api/v1/addresses?x=1\n${hash}\n1772429400\naaaabbbbccccdddd`;
    expect(signatureOf(parts, secret)).toBe(createHmac('sha256', secret).update(text).digest('hex'));
  });

  it('holds for these parts under one of the secrets, in either case of letters', () => {
    const signature = signatureOf(parts, secret);
    expect(isSignedBy(parts, signature, ['other', secret])).toBe(true);
    expect(isSignedBy(parts, signature.toUpperCase(), [secret])).toBe(true);
    expect(isSignedBy(parts, signature, ['other'])).toBe(false);
    expect(isSignedBy(parts, signature, [])).toBe(false);
    expect(isSignedBy(parts, '', [secret])).toBe(false);
  });

  it('does not hold when any part is another', () => {
    const signature = signatureOf(parts, secret);
    const change = fc.oneof(
      fc.record({ method: fc.constantFrom('GET', 'PUT', 'DELETE') }),
      fc.record({ target: fc.webPath().filter((each) => each !== parts.target) }),
      fc.record({ body: fc.uint8Array().filter((each) => Buffer.compare(each, parts.body) !== 0) }),
      fc.record({
        timestamp: fc
          .nat()
          .map(String)
          .filter((each) => each !== parts.timestamp),
      }),
      fc.record({ nonce: fc.string({ minLength: 1 }).filter((each) => each !== parts.nonce) }),
    );
    fc.assert(
      fc.property(change, (changed) => {
        expect(isSignedBy({ ...parts, ...changed }, signature, [secret])).toBe(false);
      }),
    );
  });

  it('is timely within five minutes either way, and not a millisecond longer', () => {
    const at = new Date(1_772_429_400_000);
    const shifted = (ms: number) => timelyAt(parts.timestamp, new Date(at.getTime() + ms));
    expect([shifted(signatureToleranceMs), shifted(-signatureToleranceMs)]).toEqual([at, at]);
    expect([shifted(signatureToleranceMs + 1), shifted(-signatureToleranceMs - 1)]).toEqual([null, null]);
    for (const text of ['', 'now', '-1', '1e9', '1772429400.5', '0x10', '9'.repeat(13)])
      expect(timelyAt(text, at)).toBeNull();
  });

  it('takes nonces of 16 to 128 plain characters, each kept under its key', () => {
    expect(['a'.repeat(16), 'A-b_c.d~'.repeat(16)].map(isNonce)).toEqual([true, true]);
    expect(
      ['', 'a'.repeat(15), 'a'.repeat(129), 'a'.repeat(16) + '\n', 'नमस्ते नमस्ते नमस्ते'].map(isNonce),
    ).toEqual([false, false, false, false, false]);
    expect(nonceId('key', 'n')).toHaveLength(43);
    expect(nonceId('one', 'n')).not.toBe(nonceId('other', 'n'));
  });
});
