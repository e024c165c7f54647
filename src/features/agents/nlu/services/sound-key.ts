/**
 * Words as they sound. Devanagari, Hinglish spellings and English loan words of the same word fold to the same
 * key, so that "बाथरूम की सफाई", "bathroom ki safaai" and "bathrum ki safai" can meet.
 */

/** Found once: where a global is slow to look up, it costs more than the comparison it stands in. */
const { abs, min } = Math;

const VOWELS: Record<string, string> = {
  अ: 'a',
  आ: 'aa',
  इ: 'i',
  ई: 'ee',
  उ: 'u',
  ऊ: 'oo',
  ऋ: 'ri',
  ए: 'e',
  ऐ: 'ai',
  ऍ: 'e',
  ऑ: 'o',
  ओ: 'o',
  औ: 'au',
};

const SIGNS: Record<string, string> = {
  'ा': 'aa',
  'ि': 'i',
  'ी': 'ee',
  'ु': 'u',
  'ू': 'oo',
  'ृ': 'ri',
  'े': 'e',
  'ै': 'ai',
  'ो': 'o',
  'ौ': 'au',
  'ॉ': 'o',
  'ॅ': 'e',
};

const CONSONANTS: Record<string, string> = {
  क: 'k',
  ख: 'kh',
  ग: 'g',
  घ: 'gh',
  ङ: 'n',
  च: 'ch',
  छ: 'chh',
  ज: 'j',
  झ: 'jh',
  ञ: 'n',
  ट: 't',
  ठ: 'th',
  ड: 'd',
  ढ: 'dh',
  ण: 'n',
  त: 't',
  थ: 'th',
  द: 'd',
  ध: 'dh',
  न: 'n',
  प: 'p',
  फ: 'f',
  ब: 'b',
  भ: 'bh',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  ळ: 'l',
  व: 'v',
  श: 'sh',
  ष: 'sh',
  स: 's',
  ह: 'h',
};

const HALANT = '्';
const NASAL = /[ंँ]/u;
const DEVANAGARI = /\p{Script=Devanagari}/u;

interface Syllable {
  onset: string;
  vowel: string;
  inherent: boolean;
}

/** Drops the unspoken inherent vowels of Hindi: the last one, and one between VC and CV (kamaraa -> kamraa). */
function dropSchwas(syllables: Syllable[]): void {
  const last = syllables.at(-1);
  if (last?.inherent && syllables.length > 1) last.vowel = '';
  for (let i = syllables.length - 2; i > 0; i -= 1) {
    const before = syllables[i - 1];
    const here = syllables[i];
    const after = syllables[i + 1];
    if (here?.inherent && before?.vowel && after?.vowel && here.onset) here.vowel = '';
  }
}

function romaniseWord(word: string): string {
  const syllables: Syllable[] = [];
  const characters = [
    ...word
      .normalize('NFD')
      .replace(/\u093c/gu, '')
      .normalize('NFC'),
  ];
  characters.forEach((character, index) => {
    const current = syllables.at(-1);
    const consonant = CONSONANTS[character];
    const sign = SIGNS[character];
    if (consonant !== undefined) {
      syllables.push({ onset: consonant, vowel: 'a', inherent: true });
    } else if (VOWELS[character] !== undefined) {
      syllables.push({ onset: '', vowel: VOWELS[character], inherent: false });
    } else if (sign !== undefined && current) {
      current.vowel = sign;
      current.inherent = false;
    } else if (character === HALANT && current) {
      current.vowel = '';
      current.inherent = false;
    } else if (NASAL.test(character)) {
      // A final nasal is not written in Hinglish (nahi, me), an inner one is (gandagi, painting).
      if (index < characters.length - 1) syllables.push({ onset: 'n', vowel: '', inherent: false });
    } else if (!DEVANAGARI.test(character)) {
      syllables.push({ onset: character, vowel: '', inherent: false });
    }
  });
  dropSchwas(syllables);
  return syllables.map(({ onset, vowel }) => onset + vowel).join('');
}

/** Latin letters for the Devanagari words of a text; everything else is left as it stands. */
export function romanise(text: string): string {
  return text.replace(/[\p{Script=Devanagari}\u200c\u200d]+/gu, romaniseWord);
}

const DIGITS = '०१२३४५६७८९';

/** The words of a text in lower-case Latin letters and digits; punctuation separates, apostrophes join. */
export function wordsOf(text: string): string[] {
  const latin = romanise(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[०-९]/gu, (digit) => String(DIGITS.indexOf(digit)))
      .replace(/[’'`]/gu, ''),
  );
  return latin
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/u)
    .filter((word) => word.length > 0);
}

/** As `wordsOf`, with Devanagari words spelt as people type them in a chat (kitna, nahi), for matching by patterns. */
export function chatWordsOf(text: string): string[] {
  return wordsOf(
    text.normalize('NFC').replace(/[\p{Script=Devanagari}\u200c\u200d]+/gu, (word) =>
      DIGITS.includes(word.slice(0, 1)) && word !== ''
        ? word
        : romaniseWord(word)
            .replace(/ee/gu, 'i')
            .replace(/oo/gu, 'u')
            .replace(/(?<=.)aa/gu, 'a'),
    ),
  );
}

const RESPELT: Record<string, string> = {
  machine: 'mashin',
  machines: 'mashin',
  machin: 'mashin',
  machien: 'mashin',
  massage: 'masaj',
  tion: 'shan',
};

function foldVowelRun(run: string): string {
  if (/[iey]/u.test(run)) return 'i';
  return /[ou]/u.test(run) ? 'u' : 'a';
}

/**
 * The key of one Latin word: spelling variants (aa/a, ee/i, oo/u, v/w, z/j, ph/f, sh/s, c/k, th/t, doubled letters)
 * and vowel runs fold together. Not reversible and not for people to read.
 */
export function soundKey(word: string): string {
  if (/^\d+$/u.test(word)) return word;
  const consonants = (RESPELT[word] ?? word)
    .replace(/tion/gu, 'shan')
    .replace(/t?chh?/gu, 'C')
    .replace(/ck|cc|q/gu, 'k')
    .replace(/c(?=[eiy])/gu, 's')
    .replace(/c/gu, 'k')
    .replace(/ph/gu, 'f')
    .replace(/sh/gu, 's')
    .replace(/x/gu, 'ks')
    .replace(/z/gu, 'j')
    .replace(/w/gu, 'v')
    .replace(/([bcdgjkprt])h/gu, '$1')
    .replace(/n(?=[pb])/gu, 'm')
    .replace(/mb$/u, 'm');
  return consonants
    .replace(/(?<=[^aeiouy].*[^aeiouy])e$/u, '')
    .replace(/(.)\1+/gu, '$1')
    .replace(/[aeiouy]+/gu, foldVowelRun)
    .replace(/(.)\1+/gu, '$1');
}

/** The key without its vowels, but for a leading one: what stays when vowels are guessed or left out. */
export function consonantKey(key: string): string {
  return key.slice(0, 1) + key.slice(1).replace(/[aiu]/gu, '');
}

const ENGLISH_ENDINGS = /(?:ings|ing|ers|er|ed|es|s|age|ages|ment)$/u;
const HINDI_ENDINGS =
  /(?:(?:l?[wv])?(?:aa?na|aa?ni|aa?ne|aa?o|aa?iye|aa?ye|ai|aya|ayi|[wv]a)|na|ni|ne|ti|te|ta|on|en|iyaa?n)$/u;

/**
 * A light stem of one Latin word, English or Hinglish; never shorter than three letters. Vowels left at the end go
 * too, since Hindi inflects there (nal, nala, nale).
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/u.test(word)) return word;
  const cut = [ENGLISH_ENDINGS, HINDI_ENDINGS]
    .map((endings) => word.replace(endings, ''))
    .filter((rest) => rest.length >= 3 && rest !== word && /[aeiouy]/u.test(rest))
    .sort((a, b) => b.length - a.length)[0];
  return (cut ?? word).replace(/(?<=..[^aeiouy])[aeiouy]+$/u, '');
}

/** Optimal string alignment distance, given up (limit + 1) as soon as it must exceed `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const keys = new Map<string, string>();
const KEYS_KEPT = 20_000;

/** The sound key of a word's stem: what two spellings or inflections of one word have in common. */
export function stemKey(word: string): string {
  const before = keys.get(word);
  if (before !== undefined) return before;
  const key = soundKey(stem(word));
  if (keys.size >= KEYS_KEPT) keys.clear();
  keys.set(word, key);
  return key;
}

const LEAST_STEM = 4;

/** Short words must be met as written ("do" is no "deal"), longer ones may be inflected or spelt otherwise. */
export function wordKey(word: string): string {
  if (word.length <= 3) return `=${word}`;
  const stemmed = stemKey(word);
  return stemmed.length >= LEAST_STEM ? stemmed : `~${soundKey(word)}`;
}
