import { commonEndings, commonWords } from './common-password-words.js';
import { commonPasswords } from './common-passwords.js';

/**
 * Whether a password is among those that are tried first (ID-1): a well-known one, or a common word or name with a usual
 * ending or beginning, also with digits and signs in the place of letters; keys in the order in which they lie; or
 * one of these over and over.
 */
export function isGuessable(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (commonPasswords.has(plain) || isWordInUsualDress(plain) || isWalk(plain)) return true;
  const unit = repeatedUnit(plain);
  return unit !== null && (unit.length < shortestUnit || isGuessable(unit));
}

/** Something shorter is too short to be a password, and so it is when it stands there twice. */
const shortestUnit = 8;

const longestWord = Math.max(...[...commonWords].map(({ length }) => length));

/** Every way to see the password as beginning, word and ending; the outer two hold no letter. */
function isWordInUsualDress(plain: string): boolean {
  const lead = /^[^\p{L}]*/u.exec(plain)?.[0].length ?? 0;
  const trail = plain.length - (/[^\p{L}]*$/u.exec(plain)?.[0].length ?? 0);
  for (let from = 0; from <= lead; from += 1)
    for (let to = plain.length; to >= Math.max(trail, from + 1); to -= 1) {
      if (to - from > 2 * longestWord) continue;
      if (!isWord(plain.slice(from, to))) continue;
      if (isUsualEnding(plain.slice(0, from)) && isUsualEnding(plain.slice(to))) return true;
    }
  return false;
}

function isWord(dressed: string): boolean {
  return spellings(dressed).some((each) => commonWords.has(each) || commonPasswords.has(each));
}

const letters: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '€': 'e', '+': 't', '(': 'c' },
};

/** What the word may be meant as: `1` is an i or an l, and signs between letters may stand for nothing. */
function spellings(dressed: string): string[] {
  const joined = dressed.replace(/[\s._-]/g, '');
  const read = (one: string) =>
    [...joined].map((each) => (each === '1' ? one : (letters[each] ?? each))).join('');
  return [dressed, joined, read('i'), read('l')];
}

/** Nothing, a sign or two, or digits that many people choose, with a sign or two at either side. */
function isUsualEnding(text: string): boolean {
  const [, digits] = /^[^\p{L}\p{N}]{0,2}(\d*)[^\p{L}\p{N}]{0,2}$/u.exec(text) ?? [];
  return digits !== undefined && isUsualNumber(digits);
}

function isUsualNumber(digits: string): boolean {
  return (
    digits.length <= 2 ||
    commonEndings.has(digits) ||
    /^(19[4-9]|20[0-3])\d$/.test(digits) ||
    /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((19[4-9]|20[0-3])\d|\d\d)?$/.test(digits) ||
    /^(\d{1,3})\1+$/.test(digits) ||
    isRun(digits)
  );
}

const lines = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const columns = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik', '9ol'];

/** Two keys side by side in a row, in the alphabet or in a column, and a key twice. */
const neighbours: ReadonlySet<string> = new Set(
  [...lines, ...columns].flatMap((line) =>
    [...line].flatMap((key, at) => {
      const next = line[at + 1];
      return next === undefined ? [key + key] : [key + next, next + key, key + key];
    }),
  ),
);

function isRun(text: string): boolean {
  return [...text].every((key, at) => at === 0 || neighbours.has(`${text[at - 1]}${key}`));
}

const shifted: Readonly<Record<string, string>> = {
  ...{ '!': '1', '@': '2', '#': '3', $: '4', '%': '5', '^': '6', '&': '7', '*': '8', '(': '9', ')': '0' },
};

/**
 * Nothing but runs of at least three keys, one after the other or by turns: `abcd1234`, `q1w2e3r4`; or a long run with
 * next to nothing beside it: `123456789q`.
 */
function isWalk(plain: string): boolean {
  const keys = [...plain].map((key) => shifted[key] ?? key);
  const runs = runsOf(keys.join('')).map(({ length }) => length);
  const longest = Math.max(0, ...runs);
  if (longest >= 6 && keys.length - longest <= 2) return true;
  if (runs.length > 0 && runs.every((length) => length >= 3)) return true;
  const byTurns = [0, 1].map((turn) => keys.filter((_, at) => at % 2 === turn).join(''));
  return byTurns.every((each) => each.length > 2 && isRun(each));
}

function runsOf(text: string): string[] {
  const runs: string[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && neighbours.has(`${text[at - 1]}${text[at]}`)) continue;
    runs.push(text.slice(from, at));
    from = at;
  }
  return text === '' ? [] : runs;
}

/** What the text is when it is the same thing over and over; else null. */
function repeatedUnit(text: string): string | null {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (text.length % length === 0 && unit.repeat(text.length / length) === text) return unit;
  }
  return null;
}
