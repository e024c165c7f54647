import { inflateSync } from 'node:zlib';

/**
 * The pages of a PDF as the lines of text that are set on them, in the order of their setting. Knows no more of PDF than
 * pdfkit writes: flate streams, and fonts by glyph with a map to Unicode.
 */
export function pdfText(bytes: Buffer): string[][] {
  const objects = objectsOf(bytes);
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => {
      const resources = objects.get(refOf(head, 'Resources'))?.head ?? '';
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => {
          const map = objects.get(refOf(objects.get(font)?.head ?? '', 'ToUnicode'))?.stream ?? '';
          return [name, glyphsOf(map)] as const;
        }),
      );
      return shown(objects.get(refOf(head, 'Contents'))?.stream ?? '', fonts);
    });
}

interface PdfObject {
  head: string;
  stream: string;
}

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const file = bytes.toString('latin1');
  for (const found of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:stream\n|endobj)/g)) {
    const [whole, id = '', head = ''] = found;
    const from = found.index + whole.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const isPacked = whole.endsWith('stream\n') && head.includes('/FlateDecode');
    const stream = isPacked ? inflateSync(bytes.subarray(from, from + length)).toString('latin1') : '';
    objects.set(id, { head, stream });
  }
  return objects;
}

function refOf(head: string, name: string): string {
  return new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? '';
}

/** Glyphs to text: `<from> <to> [<text> <text>]`. */
function glyphsOf(map: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from = '', texts = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    [...texts.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], at) => {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
      glyphs.set(Number.parseInt(from, 16) + at, text);
    });
  return glyphs;
}

function shown(content: string, fonts: Map<string, Map<number, string>>): string[] {
  const lines: string[] = [];
  let font = new Map<number, string>();
  for (const [, name, set] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[ \d.-])*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map<number, string>();
    else {
      const hex = [...(set ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, each = '']) => each).join('');
      lines.push(
        (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '�').join(''),
      );
    }
  }
  return lines;
}
