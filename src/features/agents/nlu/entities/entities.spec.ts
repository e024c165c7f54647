import fc from 'fast-check';
import type { Entities } from './entities.js';
import { readBookingRef, readEntities, readPincode } from './entities.js';

const CITIES = [
  { name: 'Bangalore', aliases: ['Bengaluru', 'बेंगलुरु'] },
  { name: 'Mumbai', aliases: ['Bombay', 'मुंबई'] },
];

describe('readEntities', () => {
  it.each<[string, Entities]>([
    [
      'flat 12B, 5th cross, Indiranagar, Bengaluru 560038',
      {
        pincode: '560038',
        city: 'Bangalore',
        addressText: 'flat 12B, 5th cross, Indiranagar, Bengaluru 560038',
      },
    ],
    ['H.No 45, Sector 12, Gurgaon, tomorrow 5pm', { addressText: 'H.No 45, Sector 12, Gurgaon' }],
    ['pin 560 001', { pincode: '560001' }],
    ['५६०००१', { pincode: '560001' }],
    ['call me on 9876543210', { phone: '+919876543210' }],
    ['phone +91 98765 43210', { phone: '+919876543210' }],
    ['nx 4f7k9q2o', { bookingRef: 'NX-4F7K9Q20' }],
    ['refund ₹1,499.50', { amountPaise: 149_950, complaintType: 'refund_issue' }],
    ['500 rs kat gaye', { amountPaise: 50_000 }],
    ['2 ACs need service', { quantity: { count: 2, unit: 'ac' } }],
    ['two split ACs', { quantity: { count: 2, unit: 'ac' } }],
    ['do pankhe', { quantity: { count: 2, unit: 'fan' } }],
    ['मुंबई 400001 में दो एसी', { pincode: '400001', city: 'Mumbai', quantity: { count: 2, unit: 'ac' } }],
    ['teen seater sofa', {}],
    ['bhej do AC wala', {}],
    ['1.5 ton ac', {}],
    ['kal 11 baje plumber', {}],
    ['my order 5600012', {}],
    ['056001', {}],
    ['₹560001', { amountPaise: 56_000_100 }],
    ['5 star', { rating: 5 }],
    ['पांच स्टार', { rating: 5 }],
    ['4 out of 5', { rating: 4 }],
    ['Me@Example.co.in', { email: 'me@example.co.in' }],
    ['technician never came', { complaintType: 'no_show' }],
    ['worker stole my watch', { complaintType: 'safety' }],
    ['plumber do ghante late aaya', { complaintType: 'delay' }],
    ['mera sheesha tod diya', { complaintType: 'damage' }],
    ['बहुत बदतमीजी की', { complaintType: 'provider_behavior' }],
  ])('reads %p', (text, expected) => {
    expect(readEntities(text, CITIES)).toEqual(expected);
  });

  it('reads any pincode, and none out of a longer number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 999_999 }),
        fc.integer({ min: 0, max: 9 }),
        (pincode, digit) => {
          expect(readPincode(`deep cleaning at ${pincode} please`)).toBe(String(pincode));
          expect(readPincode(`order ${pincode}${digit}`)).toBeUndefined();
        },
      ),
    );
  });

  it('mends the letters Crockford leaves out and refuses other words', () => {
    expect(readBookingRef('nx-ol12abcd')).toBe('NX-0112ABCD');
    expect(readBookingRef('nx-abcdefgh')).toBeUndefined();
    expect(readBookingRef('NX-12345')).toBeUndefined();
  });
});
