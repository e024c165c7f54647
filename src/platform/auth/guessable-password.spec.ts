import fc from 'fast-check';
import { commonEndings, commonWords } from './common-password-words.js';
import { isGuessable } from './guessable-password.js';

const word = fc.constantFrom(...commonWords);
const sign = fc.constantFrom('', '!', '@', '#', '$', '*', '.', '_', '-', '@@', '!!');

describe('a password that is tried first (ID-1)', () => {
  it.each([
    ...['welcome123', 'sachin10', 'krishna108', 'passw0rd1234', 'iloveyou143', 'virat2024', 'qwer12345678'],
    ...['P@ssw0rd!', 'P@$$w0rd1', 'Passw0rd!23', 'adm1n@123', '!Password1!', 'w3lc0me@2026', 's3cr3t99'],
    ...['Jai.Shri.Ram1', 'jai-mata-di_108', '786india', '123krishna', '#Dhoni007', 'Mumbai@1992'],
    ...['Winter#2027', 'January2026!', 'Ganesh15081947', 'Priya1508', 'monkey4545', 'ＰＡＳＳＷＯＲＤ１'],
    ...[
      '1qaz2wsx3edc',
      'qwertyuiop123',
      'abcd1234',
      '1234!@#$qwer',
      'q1w2e3r4t5y6',
      'a1b2c3d4e5',
      'asdf4321',
      'zxcvbnm123',
      '123456789q',
      'as123456',
      '7777777a',
    ],
    ...['aaaa1111', 'abc123abc123', 'xk7xk7xk7', 'Krishna1Krishna1'],
  ])('%s is one', (password) => expect(isGuessable(password)).toBe(true));

  it.each([
    ...[
      'monsoon#2026',
      'Str0ng!Passw0rd',
      'k7mveq29xw',
      'correct horse battery 9',
      'krishna10823',
      'मेराघर२०२६',
    ],
    ...[
      'Kaveri-Teal7',
      'two dragons 4 lunch',
      'Tr0ub4dor&3',
      'ganeshXvT91',
      'qw8Lm2zP',
      'K7mveq29xwK7mveq29xw',
      '',
    ],
  ])('%s is not', (password) => expect(isGuessable(password)).toBe(false));

  it('is any common word with a usual number and signs around it, in any case', () => {
    const number = fc.oneof(
      fc.constantFrom(...commonEndings),
      fc.integer({ min: 0, max: 99 }).map(String),
      fc.integer({ min: 1940, max: 2039 }).map(String),
    );
    const dressed = fc
      .tuple(word, sign, number, sign, fc.boolean())
      .map(
        ([each, before, digits, after, isUpper]) =>
          `${isUpper ? each.toUpperCase() : each}${before}${digits}${after}`,
      );
    fc.assert(fc.property(dressed, (password) => isGuessable(password)));
  });

  it('is such a word with digits and signs in the place of letters', () => {
    const disguise: Record<string, string> = { o: '0', e: '3', a: '@', s: '$', i: '1', t: '7' };
    fc.assert(
      fc.property(word, fc.boolean(), (each, hasNumber) =>
        isGuessable(
          `${each.replace(/[oeasit]/g, (letter) => disguise[letter] ?? '')}${hasNumber ? '123' : ''}`,
        ),
      ),
    );
  });

  it('is next to never one that was drawn by lot', () => {
    const drawn = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), {
      minLength: 10,
      maxLength: 10,
    });
    const hits = fc.sample(drawn, 3_000).filter((each) => isGuessable(each.join('')));
    expect(hits).toEqual([]);
  });

  it('is judged in no time, however it is made', () => {
    for (const long of [
      '1'.repeat(128),
      `${'!'.repeat(64)}a${'1'.repeat(63)}`,
      'a1'.repeat(64),
      '@'.repeat(128),
    ])
      expect(typeof isGuessable(long)).toBe('boolean');
  });

  it('is made of words that are written as they are compared', () => {
    expect(commonWords.size).toBeGreaterThan(2_000);
    expect([...commonWords].filter((each) => !/^[a-z]{2,}$/.test(each))).toEqual([]);
    expect([...commonEndings].filter((each) => !/^\d{3,}$/.test(each))).toEqual([]);
  });
});
