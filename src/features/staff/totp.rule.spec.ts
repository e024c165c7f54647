import fc from 'fast-check';
import { Secret } from 'otpauth';
import { totpCode, totpStep, totpUri } from './totp.rule.js';

/** RFC 6238, appendix B: the secret, and its codes (the last six of eight digits) by SHA-1. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

describe('one-time codes of an app (ID-1)', () => {
  it.each(vectors)('are those of RFC 6238 at %i s', (seconds, code) => {
    const at = new Date(seconds * 1_000);
    expect(totpCode(secret, at)).toBe(code);
    expect(totpStep(secret, code, at, null)).toBe(Math.floor(seconds / 30));
  });

  it('are taken one step early or late, and not two', () => {
    const at = new Date('2026-03-02T05:30:00.000Z');
    const code = totpCode(secret, at);
    for (const [shiftSeconds, isTaken] of [
      [0, true],
      [30, true],
      [-30, true],
      [60, false],
      [-60, false],
    ] as const)
      expect(totpStep(secret, code, new Date(at.getTime() + shiftSeconds * 1_000), null) !== null).toBe(
        isTaken,
      );
  });

  it('are never taken twice, nor one that is older than the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 4e12 }), fc.integer({ min: -1, max: 1 }), (ms, back) => {
        const now = new Date(ms);
        const last = Math.floor(ms / 30_000);
        const code = totpCode(secret, new Date(ms + back * 30_000));
        const step = totpStep(secret, code, now, last);
        return step === null || step > last;
      }),
    );
    const at = new Date(59_000);
    expect(totpStep(secret, '287082', at, 1)).toBeNull();
  });

  it('come to the app by an address that names the house and the member', () => {
    expect(totpUri(secret, 'EMP004')).toMatch(/^otpauth:\/\/totp\/Nexora:EMP004\?.*secret=GEZDGNBV/);
  });
});
