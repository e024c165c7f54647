import fc from 'fast-check';
import { readSentiment } from './sentiment.js';

describe('readSentiment', () => {
  it.each([
    'great service, thank you',
    'bahut accha kaam kiya',
    'बहुत बढ़िया काम',
    'not bad',
    'very happy with the cleaning',
  ])('finds %p pleased', (text) => expect(readSentiment(text).score).toBeGreaterThan(0.2));

  it.each([
    'worst experience ever!!',
    'not good at all',
    'kaam accha nahi tha',
    'बहुत घटिया सर्विस',
    'I am not happy',
    'bilkul bekar',
  ])('finds %p displeased', (text) => expect(readSentiment(text).score).toBeLessThan(-0.3));

  it.each(['book AC repair', '560001', 'kal subah 10 baje', ''])('finds %p neutral', (text) =>
    expect(readSentiment(text)).toEqual({ score: 0, safety: false }),
  );

  it('feels an intensified word more strongly', () => {
    expect(readSentiment('very bad').score).toBeLessThan(readSentiment('bad').score);
    expect(readSentiment('slightly bad').score).toBeGreaterThan(readSentiment('bad').score);
  });

  it.each([
    'gas leak in kitchen',
    'switch se chingari nikal rahi hai',
    'technician ne chori ki',
    'he touched me inappropriately',
    'स्विच से स्पार्क आ रहा है',
    'आग लग गई',
    'my son is injured',
    'गैस लीक हो रही है',
  ])('sees danger in %p', (text) => expect(readSentiment(text).safety).toBe(true));

  it.each([
    'AC gas refill',
    'AC leaking and gas refill',
    'tap is leaking',
    'fridge kharab hai',
    'book a plumber',
  ])('sees no danger in %p', (text) => expect(readSentiment(text).safety).toBe(false));

  it('stays between -1 and 1 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => Math.abs(readSentiment(text).score) <= 1),
    );
  });
});
