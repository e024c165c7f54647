import fc from 'fast-check';
import { isOtpOpen, nextOtpAt, otpLifeMs, otpTries } from './otp.rule.js';

const now = new Date('2026-03-02T05:30:00.000Z');
const before = (ms: number): Date => new Date(now.getTime() - ms);
const minuteMs = 60_000;

describe('the next code (ID-1)', () => {
  it('may be sent at once to a number that has had none', () => {
    expect(nextOtpAt([], now)).toBeNull();
  });

  it('waits 30 seconds after the last', () => {
    expect(nextOtpAt([before(29_999)], now)).toEqual(new Date(now.getTime() + 1));
    expect(nextOtpAt([before(30_000)], now)).toBeNull();
  });

  it('is no more than the third in 15 minutes', () => {
    const three = [before(14 * minuteMs), before(5 * minuteMs), before(minuteMs)];
    expect(nextOtpAt(three, now)).toEqual(new Date(now.getTime() + minuteMs));
    expect(nextOtpAt([before(15 * minuteMs), ...three.slice(1)], now)).toBeNull();
  });

  it('is no more than the tenth in a day', () => {
    const ten = Array.from({ length: 10 }, (_, at) => before((at + 1) * 120 * minuteMs));
    expect(nextOtpAt(ten, now)).toEqual(new Date(now.getTime() + 240 * minuteMs));
    expect(nextOtpAt(ten.slice(1), now)).toBeNull();
  });

  it('keeps every quota, whenever it is asked for', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 90 * minuteMs }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const sent: Date[] = [];
        let at = now.getTime();
        for (const wait of waits) {
          at += wait;
          if (nextOtpAt(sent, new Date(at)) === null) sent.push(new Date(at));
        }
        for (const last of sent) {
          const within = (ms: number) =>
            sent.filter((each) => each <= last && last.getTime() - each.getTime() < ms).length;
          expect(within(30_000)).toBeLessThanOrEqual(1);
          expect(within(15 * minuteMs)).toBeLessThanOrEqual(3);
          expect(within(1_440 * minuteMs)).toBeLessThanOrEqual(10);
        }
      }),
    );
  });

  it('may be sent at the very instant that was named', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_500 * minuteMs }), { maxLength: 15 });
    fc.assert(
      fc.property(times, (ago) => {
        const sent = ago.map(before);
        const next = nextOtpAt(sent, now);
        if (next !== null) expect(nextOtpAt(sent, next)).toBeNull();
      }),
    );
  });
});

describe('a code (ID-1)', () => {
  const open = { attempts: 0, expiresAt: new Date(now.getTime() + otpLifeMs), usedAt: null };

  it('may be tried five times in five minutes, until it is used', () => {
    expect(isOtpOpen({ ...open, attempts: otpTries - 1 }, now)).toBe(true);
    expect(isOtpOpen({ ...open, attempts: otpTries }, now)).toBe(false);
    expect(isOtpOpen(open, new Date(open.expiresAt.getTime() - 1))).toBe(true);
    expect(isOtpOpen(open, open.expiresAt)).toBe(false);
    expect(isOtpOpen({ ...open, usedAt: now }, now)).toBe(false);
    expect([otpTries, otpLifeMs]).toEqual([5, 300_000]);
  });
});
