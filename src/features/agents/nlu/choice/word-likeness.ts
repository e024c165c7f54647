const CONSONANTS: Readonly<Record<string, string>> = {
  क: 'k',
  ख: 'k',
  ग: 'g',
  घ: 'g',
  ङ: 'n',
  च: 'c',
  छ: 'c',
  ज: 'j',
  झ: 'j',
  ञ: 'n',
  ट: 't',
  ठ: 't',
  ड: 'd',
  ढ: 'd',
  ण: 'n',
  त: 't',
  थ: 't',
  द: 'd',
  ध: 'd',
  न: 'n',
  प: 'p',
  फ: 'f',
  ब: 'b',
  भ: 'b',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  व: 'v',
  श: 's',
  ष: 's',
  स: 's',
  ह: 'h',
  '\u0902': 'n',
};

/** The consonants of a word as both scripts write them, so that "स्टैंडर्ड" and "standard" can meet. */
export function skeleton(word: string): string {
  const latin = [...word]
    .map((letter) => CONSONANTS[letter] ?? letter)
    .join('')
    .replace(/[\u0900-\u097f]/g, '');
  const spelt = latin
    .replace(/ow$/, 'o')
    .replace(/ph/g, 'f')
    .replace(/sh/g, 's')
    .replace(/c[kh]?|q/g, 'k')
    .replace(/w/g, 'v')
    .replace(/z/g, 'j')
    .replace(/x/g, 'ks');
  return spelt
    .replace(/([bdgkt])h/g, '$1')
    .replace(/[aeiouy]/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** How alike two normalised words are, 0 to 1: equal, one the start of the other, a slip or two apart, or alike in sound. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) return 0.9;
  const slips = distance(a, b);
  if (short.length >= 4 && slips === 1) return 0.85;
  if (short.length >= 7 && slips === 2) return 0.75;
  const isAcross = /[\u0900-\u097f]/.test(a) !== /[\u0900-\u097f]/.test(b);
  return isAcross && skeleton(a).length >= 3 && skeleton(a) === skeleton(b) ? 0.8 : 0;
}

/** Edits between two words; two neighbouring letters swapped are one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const plain = Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j - 1) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwap ? Math.min(plain, at(rows, i - 2, j - 2) + 1) : plain);
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
