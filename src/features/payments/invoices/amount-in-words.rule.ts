import { assertPaise } from '../../../kernel/money.js';

const small = [
  ...['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven'],
  ...['Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen'],
];
const tens = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const scales = [
  [10_000_000, 'Crore'],
  [100_000, 'Lakh'],
  [1_000, 'Thousand'],
  [100, 'Hundred'],
] as const;

/**
 * An amount in Indian English, as invoices close: `Rupees One Lakh Two Thousand and Fifty Paise Only`.
 * @throws RangeError for a negative amount or a fraction of a paisa
 */
export function amountInWords(amountPaise: number): string {
  assertPaise(amountPaise);
  if (amountPaise < 0) throw new RangeError('Only amounts of zero and more are written out.');
  const paise = amountPaise % 100;
  const rupees = wordsOf((amountPaise - paise) / 100);
  return `Rupees ${rupees}${paise > 0 ? ` and ${wordsOf(paise)} Paise` : ''} Only`;
}

function wordsOf(count: number): string {
  const parts: string[] = [];
  let left = count;
  for (const [size, name] of scales) {
    const times = Math.floor(left / size);
    if (times === 0) continue;
    parts.push(`${wordsOf(times)} ${name}`);
    left %= size;
  }
  if (left >= 20)
    parts.push([tens[Math.floor(left / 10)], left % 10 > 0 ? small[left % 10] : ''].join(' ').trim());
  else if (left > 0 || parts.length === 0) parts.push(small[left] ?? '');
  return parts.join(' ');
}
