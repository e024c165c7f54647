import { slotText } from './booking-notices.listener.js';
import { longestSmsValue } from './notice-rendering.js';

describe('the start of a slot in a notice', () => {
  it('is told in the zone of the trade', () => {
    expect(slotText('2025-11-22T05:30:00.000Z', 'Asia/Kolkata', 'en')).toBe('Sat 22 Nov, 11:00 am');
    expect(slotText('2025-11-22T20:00:00.000Z', 'Asia/Kolkata', 'en')).toBe('Sun 23 Nov, 1:30 am');
  });

  it('fits an SMS on every day of a year, in both languages', () => {
    for (let day = 0; day < 366; day += 1) {
      const at = new Date(Date.UTC(2025, 0, 1 + day, 16, 30)).toISOString();
      for (const language of ['en', 'hi'])
        expect(Array.from(slotText(at, 'Asia/Kolkata', language)).length).toBeLessThanOrEqual(
          longestSmsValue,
        );
    }
  });
});
