import { readFileSync } from 'node:fs';
import { HELD_OUT } from './held-out.fixture.js';
import { toIntent } from './intent-names.js';
import { TextClassifier } from './text-classifier.js';

const COLOURS = ['the sky is blue', 'a blue sea', 'deep blue water', 'blue eyes'].map((text) => ({
  text,
  label: 'blue',
}));
const FRUIT = ['eat an apple', 'apple pie', 'a green apple tree', 'apple juice'].map((text) => ({
  text,
  label: 'apple',
}));

const training = (language: string): Record<string, string[]> =>
  JSON.parse(readFileSync(new URL(`./training.${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string[]
  >;

describe('TextClassifier', () => {
  const classifier = TextClassifier.train([...COLOURS, ...FRUIT]);

  it('tells unseen texts apart by their words', () => {
    expect(classifier.predict('a bright blue wall')[0]?.label).toBe('blue');
    expect(classifier.predict('two apples in a bowl')[0]?.label).toBe('apple');
  });

  it('gives probabilities that sum to one', () => {
    const sum = classifier.predict('blue apple').reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeCloseTo(1, 6);
  });

  it('learns the same model from the same texts', () => {
    const again = TextClassifier.train([...COLOURS, ...FRUIT]);
    expect(again.predict('blue juice')).toEqual(classifier.predict('blue juice'));
  });

  it('is least sure of texts with no known word', () => {
    expect(classifier.predict('qqq zzz')[0]?.probability).toBeLessThan(0.7);
    expect(classifier.familiarity('qqq zzz')).toBe(0);
    expect(classifier.familiarity('blue apple')).toBe(1);
  });
});

describe('the training texts', () => {
  const languages = ['en', 'hinglish', 'hi'];

  it.each(languages)('hold at least 30 different texts per intent and action in %s', (language) => {
    for (const [label, texts] of Object.entries(training(language))) {
      expect(toIntent(label, 1, 'classifier').name).toBeTruthy();
      expect(new Set(texts).size).toBeGreaterThanOrEqual(30);
    }
    expect(Object.keys(training(language))).toHaveLength(20);
  });

  it('share no text with the held-out set', () => {
    const trained = new Set(languages.flatMap((language) => Object.values(training(language)).flat()));
    expect(
      Object.values(HELD_OUT)
        .flat()
        .filter((text) => trained.has(text)),
    ).toEqual([]);
  });
});
