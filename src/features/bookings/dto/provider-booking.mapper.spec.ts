import { maskedMobile } from './provider-booking.mapper.js';

describe('the mobile a provider sees', () => {
  it.each([
    ['+919876543210', '+91******3210'],
    ['+14155550100', '+14*****0100'],
    ['+9112345', '+91*2345'],
  ])('hides %s but for its ends', (mobile, shown) => {
    expect(maskedMobile(mobile)).toBe(shown);
  });
});
