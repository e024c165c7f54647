import { isGstin } from './gstin.js';

describe('a GSTIN (MO-4)', () => {
  it.each(['27AAPFU0939F1ZV', '29AAHCN4821K1Z4', '07AAHCN4821K1ZA'])('%s is one', (given) => {
    expect(isGstin(given)).toBe(true);
  });

  it('with any one character of another value is none', () => {
    const sound = '27AAPFU0939F1ZV';
    const others = [...sound].flatMap((character, at) =>
      [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
        .filter((each) => each !== character)
        .map((each) => sound.slice(0, at) + each + sound.slice(at + 1)),
    );
    expect(others).toHaveLength(15 * 35);
    expect(others.filter(isGstin)).toEqual([]);
  });

  it('of another length is none', () => {
    expect(['', '27AAPFU0939F1Z', '27AAPFU0939F1ZVV'].filter(isGstin)).toEqual([]);
  });
});
