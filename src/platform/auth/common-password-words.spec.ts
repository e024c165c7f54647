import { countWordsAndEndings, isWordAndEnding } from './common-password-words.js';

describe('a word with digits behind it', () => {
  it.each([
    'welcome123',
    'sachin10',
    'krishna108',
    'passw0rd1234',
    'iloveyou143',
    'virat2024',
    'qwer12345678',
  ])('%s is tried first', (password) => expect(isWordAndEnding(password)).toBe(true));

  it.each(['monsoon#2026', 'str0ng!passw0rd', 'k7mveq29xw', 'welcome', '123', '', 'krishna10823'])(
    '%s is not',
    (password) => expect(isWordAndEnding(password)).toBe(false),
  );

  it('is one of more than ten thousand that are long enough to be chosen (ID-1)', () => {
    expect(countWordsAndEndings(8)).toBeGreaterThan(10_000);
  });
});
