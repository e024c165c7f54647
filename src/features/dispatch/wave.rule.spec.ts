import fc from 'fast-check';
import { lastWave, nextWave } from './wave.rule.js';
import type { Search } from './wave.rule.js';

/** DI-2: one for 90 s, three for 120 s, all for 300 s. */
const waves = [
  { providers: 1, seconds: 90 },
  { providers: 3, seconds: 120 },
  { providers: null, seconds: 300 },
];
const search = (ranked: string, { declined = '', asked = '' } = {}): Search => ({
  ranked: [...ranked],
  declined: new Set(declined),
  asked: new Set(asked),
});

describe('DI-2: the next wave', () => {
  it('asks the best alone, then three more, then everybody', () => {
    expect(nextWave(waves, 0, search('abcdefgh'))).toEqual({ index: 0, seconds: 90, providerIds: ['a'] });
    expect(nextWave(waves, 1, search('abcdefgh', { asked: 'a' }))).toEqual({
      index: 1,
      seconds: 120,
      providerIds: ['b', 'c', 'd'],
    });
    expect(nextWave(waves, 2, search('abcdefgh', { asked: 'abcd' }))).toEqual({
      index: 2,
      seconds: 300,
      providerIds: [...'abcdefgh'],
    });
    expect(nextWave(waves, 3, search('abcdefgh', { asked: 'abcdefgh' }))).toBeNull();
  });

  it('asks nobody again who has said no', () => {
    expect(nextWave(waves, 2, search('abc', { asked: 'ab', declined: 'a' }))?.providerIds).toEqual([
      'b',
      'c',
    ]);
    expect(nextWave(waves, 1, search('ab', { asked: 'ab', declined: 'ab' }))).toBeNull();
  });

  it('passes over a wave that would ask nobody new', () => {
    expect(nextWave(waves, 1, search('a', { asked: 'a' }))).toMatchObject({ index: 2, providerIds: ['a'] });
  });

  it('is none where nobody is able', () => {
    expect(nextWave(waves, 0, search(''))).toBeNull();
  });

  it('asks only those who are able and willing, each once, in the order of rank, and never goes back', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'));
    fc.assert(
      fc.property(ids, ids, ids, fc.nat(4), (ranked, declined, asked, from) => {
        const wave = nextWave(waves, from, {
          ranked,
          declined: new Set(declined),
          asked: new Set(asked),
        });
        if (!wave) return;
        expect(wave.index).toBeGreaterThanOrEqual(from);
        const willing = ranked.filter((id) => !declined.includes(id));
        expect(wave.providerIds).toEqual(willing.filter((id) => wave.providerIds.includes(id)));
        expect(wave.providerIds.length).toBeGreaterThan(0);
        expect(wave.providerIds.length).toBeLessThanOrEqual(waves[wave.index]?.providers ?? ranked.length);
      }),
    );
  });

  it('has an end, whatever is answered', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(ids, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (ranked, answers) => {
        const declined = new Set<string>();
        const asked = new Set<string>();
        let seconds = 0;
        let from = 0;
        for (let wave = nextWave(waves, from, { ranked, declined, asked }); wave;) {
          seconds += wave.seconds;
          for (const id of wave.providerIds) {
            asked.add(id);
            if (answers.pop() === true) declined.add(id);
          }
          from = wave.index + 1;
          wave = nextWave(waves, from, { ranked, declined, asked });
        }
        expect(seconds).toBeLessThanOrEqual(510);
      }),
    );
  });
});

describe('the wave after the wave of all', () => {
  it('asks those who were never asked, for as long as the last, and nobody else', () => {
    expect(lastWave(waves, 3, ['x', 'y'])).toEqual({ index: 3, seconds: 300, providerIds: ['x', 'y'] });
    expect(lastWave(waves, 5, ['x'])).toMatchObject({ index: 5 });
    expect(lastWave(waves, 3, [])).toBeNull();
  });

  it('is none where the policy does not mean to ask everybody', () => {
    expect(lastWave([{ providers: 2, seconds: 30 }], 1, ['x'])).toBeNull();
    expect(lastWave([], 0, ['x'])).toBeNull();
  });
});
