import fc from 'fast-check';
import { detectLanguage, normalise, normaliseWithOffsets } from './normalise.js';
import type { Language } from './normalise.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aAहँां़ज़ ।.!?’“—0५5👍🏽\u200dé\u0301​ ') }),
);

describe('normalise', () => {
  it.each([
    ['  Haaaaan   JI!!! ', 'haan ji!'],
    ['कल १० बजे', 'कल 10 बजे'],
    ['साढ़े पाँच', 'साढे पांच'],
    ['सा\u0922\u093cे', 'साढे'],
    ['हाँ।', 'हां.'],
    ['ti\u200bme', 'time'],
    ['don’t — “wait”…', 'don\'t - "wait".'],
    ['Café', 'cafe'],
    ['५६०००१', '560001'],
    ['１１ａｍ', '11am'],
    ['👍🏽', '👍'],
    ['✔️', '✔'],
    ['₹1000', '₹1000'],
    ['plzzzz', 'plzz'],
    ['', ''],
  ])('folds %j into %j', (raw, folded) => {
    expect(normalise(raw)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(normalise(normalise(raw))).toBe(normalise(raw));
      }),
    );
  });

  it('gives composed and decomposed writing the same form', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(normalise(raw.normalize('NFD'))).toBe(normalise(raw.normalize('NFC')));
      }),
    );
  });

  it('knows for every unit where in the original it came from, in order', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { text: folded, offsets } = normaliseWithOffsets(raw);
        expect(offsets).toHaveLength(folded.length + 1);
        expect([...offsets].sort((a, b) => a - b)).toEqual(offsets);
        expect(offsets.at(-1)).toBeLessThanOrEqual(raw.length);
      }),
    );
  });

  it('finds a folded word again in the original', () => {
    const raw = 'Mera  AC\u200b ठीक करो — कल साढ़े ५ बजे';
    const { text: folded, offsets } = normaliseWithOffsets(raw);
    const start = folded.indexOf('साढे');
    expect(raw.slice(offsets[start], offsets[start + 'साढे'.length])).toBe('साढ़े');
  });
});

describe('detectLanguage', () => {
  it.each<[string, Language]>([
    ['My AC is not cooling', 'en'],
    ['can someone come tomorrow at 11am?', 'en'],
    ['how much for sofa cleaning in 560001', 'en'],
    ['book it', 'en'],
    ['I want to cancel', 'en'],
    ['mera AC thanda nahi kar raha', 'hinglish'],
    ['kal subah 10 baje', 'hinglish'],
    ['haan kar do', 'hinglish'],
    ['bathroom ki safai karwana hai', 'hinglish'],
    ['please AC service kal', 'hinglish'],
    ['mujhe plumber chahiye', 'hinglish'],
    ['theek hai', 'hinglish'],
    ['booking cancel kro', 'hinglish'],
    ['मेरा AC ठीक करो', 'hi'],
    ['AC service चाहिए', 'hi'],
    ['हाँ', 'hi'],
    ['५६०००१ में प्लंबर', 'hi'],
  ])('hears %j as %s', (message, language) => {
    expect(detectLanguage(message)).toBe(language);
  });

  it.each(['560001', 'ok', '👍', 'AC service', 'NX-4F7K2M9Q', ''])(
    'keeps the last language for %j',
    (message) => {
      expect(detectLanguage(message)).toBe('en');
      expect(detectLanguage(message, 'hinglish')).toBe('hinglish');
      expect(detectLanguage(message, 'hi')).toBe('hi');
    },
  );

  it('lets the message outweigh the language used before', () => {
    expect(detectLanguage('kal subah aana', 'en')).toBe('hinglish');
    expect(detectLanguage('what is the price?', 'hinglish')).toBe('en');
  });
});
