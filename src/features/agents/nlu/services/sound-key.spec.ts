import fc from 'fast-check';
import { editDistance, romanise, soundKey, stemKey, wordsOf } from './sound-key.js';

const keys = (text: string): string[] => wordsOf(text).map(soundKey);

describe('sound keys', () => {
  it.each([
    ['बाथरूम', 'bathroom'],
    ['सफाई', 'safai'],
    ['safaai', 'safai'],
    ['क्लीनिंग', 'cleaning'],
    ['नहीं', 'nahi'],
    ['phool', 'fool'],
    ['washing', 'vashing'],
    ['geezer', 'gijer'],
    ['पेंटिंग', 'painting'],
    ['machine', 'mashin'],
  ])('are the same for %s and %s', (one, other) => {
    expect(keys(one)).toEqual(keys(other));
  });

  it('fold the inflections of a word to one stem', () => {
    expect(new Set(['clean', 'cleaning', 'cleaner', 'cleaned'].map(stemKey)).size).toBe(1);
    expect(new Set(['lagana', 'lagwana', 'lagao'].map(stemKey)).size).toBe(1);
  });

  it('drop the unspoken vowels of Hindi', () => {
    expect(romanise('टपक')).toBe('tapak');
    expect(romanise('कमरा')).toBe('kamraa');
    expect(romanise('AC की सफाई')).toBe('AC kee safaaee');
  });

  it('read Devanagari digits as digits', () => {
    expect(wordsOf('५६०००१ में')).toEqual(['560001', 'me']);
  });

  it('never fail and never grow a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        wordsOf(text).every((word) => stemKey(word).length <= word.length * 2),
      ),
    );
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one mistake', () => {
    expect(editDistance('wahsing', 'washing', 2)).toBe(1);
    expect(editDistance('machien', 'machine', 2)).toBe(1);
  });

  it('is symmetric, and zero only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 8)).toBe(editDistance(b, a, 8));
        expect(editDistance(a, b, 8) === 0).toBe(a === b);
      }),
    );
  });
});
