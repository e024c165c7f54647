import fc from 'fast-check';
import { isOfUsableSize, longestSide, sniffPicture } from './picture.rule.js';

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

const jpeg = (width: number, height: number): Buffer => {
  const app0 = Buffer.from([0xff, 0xe0, 0x00, 0x04, 0x00, 0x00]);
  const frame = Buffer.from([0xff, 0xc2, 0x00, 0x0b, 0x08, 0, 0, 0, 0, 0x01, 0, 0, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app0, frame]);
};

const webp = (kind: string, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write(`WEBP${kind}`, 8, 'latin1');
  write(bytes);
  return bytes;
};

const side = fc.integer({ min: 1, max: 0x3fff });

describe('a picture (PF-6)', () => {
  it('is known by its bytes, with its size', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(sniffPicture(png(width, height))).toEqual({ type: 'image/png', width, height });
        expect(sniffPicture(jpeg(width, height))).toEqual({ type: 'image/jpeg', width, height });
        const lossy = webp('VP8 ', (bytes) => {
          bytes.writeUInt16LE(width, 26);
          bytes.writeUInt16LE(height, 28);
        });
        const lossless = webp('VP8L', (bytes) =>
          bytes.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21),
        );
        const extended = webp('VP8X', (bytes) => {
          bytes.writeUIntLE(width - 1, 24, 3);
          bytes.writeUIntLE(height - 1, 27, 3);
        });
        for (const each of [lossy, lossless, extended])
          expect(sniffPicture(each)).toEqual({ type: 'image/webp', width, height });
      }),
    );
  });

  it('is nothing else, whatever it is called, and no bytes make the reading fail', () => {
    const others = ['GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'MZ', '', '<html>'];
    for (const text of others) expect(sniffPicture(Buffer.from(text.padEnd(40, ' ')))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(png, jpeg), (noise, make) => {
        expect(sniffPicture(Buffer.from(noise))).toBeNull();
        const whole = make(10, 10);
        for (let length = 0; length < whole.length; length += 1) sniffPicture(whole.subarray(0, length));
        sniffPicture(Buffer.concat([whole.subarray(0, 8), noise]));
      }),
    );
  });

  it('has sides of at most 4096 pixels, and some at all', () => {
    const sized = (width: number, height: number) => isOfUsableSize({ type: 'image/png', width, height });
    expect([sized(longestSide, 1), sized(longestSide + 1, 1), sized(1, longestSide + 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([sized(0, 1), sized(1, 0)]).toEqual([false, false]);
  });
});
