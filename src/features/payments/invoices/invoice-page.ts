import PDFDocument from 'pdfkit';
import { fontFiles, runsOf } from './invoice-text.js';
import type { Weight } from './invoice-text.js';

export interface TextStyle {
  size?: number;
  weight?: Weight;
  align?: 'left' | 'right';
  colour?: string;
}

/** A4 in points. */
export const sheet = { left: 40, right: 555, top: 40, bottom: 822 } as const;
const ink = '#1a1a1a';

/** Sheets of paper on which text of several scripts is set. The same drawing gives the same bytes. */
export class InvoicePage {
  private readonly pdf: PDFKit.PDFDocument;

  /** @param at stands in the file as its time, so that printing again gives the same file */
  constructor(facts: { title: string; author: string; at: Date }) {
    const { title, author, at } = facts;
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      compress: true,
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    });
    for (const [name, file] of fontFiles) this.pdf.registerFont(name, file);
  }

  widthOf(text: string, { size = 8.5, weight = 'regular' }: TextStyle = {}): number {
    return runsOf(text, weight).reduce(
      (sum, run) => sum + this.pdf.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    );
  }

  /** Words broken over lines of a width; a word that is longer is broken where it must be. */
  wrap(text: string, width: number, style: TextStyle = {}): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.widthOf(longer, style) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const { segment } of new Intl.Segmenter('hi').segment(word)) {
        if (line !== '' && this.widthOf(line + segment, style) > width) {
          lines.push(line);
          line = '';
        }
        line += segment;
      }
    }
    return line === '' ? lines : [...lines, line];
  }

  /** One line of text; aligned right it ends at x. */
  text(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 8.5, weight = 'regular', align = 'left', colour = ink } = style;
    let at = align === 'right' ? x - this.widthOf(text, style) : x;
    for (const run of runsOf(text, weight)) {
      const font = this.pdf.font(run.font).fontSize(size).fillColor(colour);
      font.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += font.widthOfString(run.text);
    }
  }

  /** Lines below each other; gives the y below the last. */
  paragraph(lines: readonly string[], x: number, y: number, style: TextStyle = {}): number {
    const leading = (style.size ?? 8.5) * 1.4;
    lines.forEach((line, at) => this.text(line, x, y + at * leading, style));
    return y + lines.length * leading;
  }

  rule(y: number, colour = '#bbbbbb', from: number = sheet.left): void {
    this.pdf.moveTo(from, y).lineTo(sheet.right, y).lineWidth(0.6).strokeColor(colour).stroke();
  }

  band(y: number, height: number): void {
    this.pdf.rect(sheet.left, y, sheet.right - sheet.left, height).fill('#eef1f5');
  }

  next(): void {
    this.pdf.addPage();
  }

  async bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => {
      this.pdf.once('end', resolve);
      this.pdf.once('error', reject);
    });
    this.pdf.end();
    await ended;
    return Buffer.concat(chunks);
  }
}
