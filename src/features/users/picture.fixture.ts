import { crc32, deflateSync } from 'node:zlib';

const chunk = (kind: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const bytes = Buffer.alloc(named.length + 8);
  bytes.writeUInt32BE(body.length, 0);
  named.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(named), named.length + 4);
  return bytes;
};

/**
 * A picture in grey.
 * @param size exact length of the file in bytes; a text within it fills it up
 * @param real what the pixels are of, when the header says something else
 */
export function png(
  width = 8,
  height = 8,
  {
    size,
    text = '',
    real = [8, 8] as const,
  }: { size?: number; text?: string; real?: readonly [number, number] } = {},
): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const [columns, rows] = real;
  const around = (words: string) =>
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1')),
      chunk('IDAT', deflateSync(Buffer.alloc(rows * (columns + 1)))),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  const least = around(text);
  return size === undefined ? least : around(text.padEnd(text.length + size - least.length, 'x'));
}

/** Segments as a camera writes them: a preview with an end mark of its own, a progressive frame, a scan with restarts. */
export function jpeg(width = 8, height = 8): Buffer {
  const frame = Buffer.from([0xff, 0xc2, 0x00, 0x0b, 0x08, 0, 0, 0, 0, 0x01, 0x01, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    Buffer.from([0xff, 0xe1, 0x00, 0x08, 0xff, 0xd8, 0xff, 0xff, 0xd9, 0x00]),
    frame,
    Buffer.from([0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00]),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x77, 0x78]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const riff = (...chunks: [kind: string, body: Buffer][]): Buffer => {
  const parts = chunks.map(([kind, body]) => {
    const head = Buffer.alloc(8);
    head.write(kind, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

const lossy = (width: number, height: number): Buffer => {
  const body = Buffer.from([0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a, 0, 0, 0, 0, 1, 2, 3]);
  body.writeUInt16LE(width, 6);
  body.writeUInt16LE(height, 8);
  return body;
};

const lossless = (width: number, height: number): Buffer => {
  const body = Buffer.alloc(9, 0x2f);
  body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return body;
};

/** The three ways in which WebP has a picture. @param canvas what the third says it is, when its pixels are others */
export const webp = {
  lossy: (width: number, height: number) => riff(['VP8 ', lossy(width, height)]),
  lossless: (width: number, height: number) => riff(['VP8L', lossless(width, height)]),
  extended: (width: number, height: number, canvas: readonly [number, number] = [width, height]) => {
    const head = Buffer.alloc(10);
    head.writeUIntLE(canvas[0] - 1, 4, 3);
    head.writeUIntLE(canvas[1] - 1, 7, 3);
    return riff(['VP8X', head], ['ICCP', Buffer.alloc(3)], ['VP8 ', lossy(width, height)]);
  },
};
