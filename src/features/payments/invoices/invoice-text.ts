import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

export type Weight = 'regular' | 'bold';
export type FontName = `${'latin' | 'latin-ext' | 'devanagari'}-${Weight}`;

const weights = { regular: 400, bold: 700 } as const;

/** The files of the embedded fonts, each of one script. */
export const fontFiles: readonly (readonly [name: FontName, file: string])[] = (
  ['regular', 'bold'] as const
).flatMap((weight) => {
  const face = `${weights[weight]}-normal.woff`;
  return [
    [`latin-${weight}`, resolve(`@fontsource/noto-sans/files/noto-sans-latin-${face}`)],
    [`latin-ext-${weight}`, resolve(`@fontsource/noto-sans/files/noto-sans-latin-ext-${face}`)],
    [
      `devanagari-${weight}`,
      resolve(`@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-${face}`),
    ],
  ] as const;
});

export interface TextRun {
  readonly font: FontName;
  readonly text: string;
}

/** A text in runs of one font each; characters that no font has are shown as a question mark. */
export function runsOf(text: string, weight: Weight): TextRun[] {
  const runs: { font: FontName; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const script = scriptOf(character);
    const last = runs.at(-1);
    // A space stays with the words before it; the font of Devanagari has no other sign of Latin.
    const font: FontName = `${script ?? 'latin'}-${weight}`;
    const shown = script === null ? '?' : character;
    if (last && (last.font === font || (shown === ' ' && last.font === `devanagari-${weight}`)))
      last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}

function scriptOf(character: string): 'latin' | 'latin-ext' | 'devanagari' | null {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x200c || point === 0x200d || (point >= 0x0900 && point <= 0x097f)) return 'devanagari';
  if ((point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff)) return 'latin';
  if ([0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026].includes(point)) return 'latin';
  if (point === 0x20b9 || (point >= 0x0100 && point <= 0x017f)) return 'latin-ext';
  return null;
}
