import { newReferralCode } from './referral-code.js';

describe('a referral code', () => {
  it('is eight characters that are not mistaken for each other', () => {
    expect(newReferralCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(newReferralCode(() => Uint8Array.from([0, 9, 10, 31, 32, 255, 1, 2]))).toBe('09AZ0Z12');
  });
});
