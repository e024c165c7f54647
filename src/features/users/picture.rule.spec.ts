import fc from 'fast-check';
import { jpeg, png, webp } from './picture.fixture.js';
import { isOfUsableSize, longestSide, sniffPicture } from './picture.rule.js';

const side = fc.integer({ min: 1, max: 0x3fff });
const makers = { png, jpeg, ...webp };
const whole = Object.entries(makers).map(([name, make]) => [name, make(10, 10)] as const);
const script = Buffer.from('<html><script>alert(1)</script></html>');

describe('a picture (PF-6)', () => {
  it('is known by its bytes, with its size and its end', () => {
    const types = { png: 'image/png', jpeg: 'image/jpeg' } as const;
    fc.assert(
      fc.property(side, side, fc.constantFrom(...Object.entries(makers)), (width, height, [name, make]) => {
        const bytes = make(width, height);
        const type = name in types ? types[name as keyof typeof types] : 'image/webp';
        expect(sniffPicture(bytes)).toEqual({ type, width, height, length: bytes.length });
      }),
    );
  });

  it.each(whole)('as %s is none when any of its end is missing', (_name, bytes) => {
    for (let length = 0; length < bytes.length; length += 1)
      expect([length, sniffPicture(bytes.subarray(0, length))]).toEqual([length, null]);
  });

  it.each(whole)('as %s ends where it ends, whatever is hung on behind it', (_name, bytes) => {
    for (const behind of [script, Buffer.from('PK\u0003\u0004'), bytes, Buffer.alloc(1)])
      expect(sniffPicture(Buffer.concat([bytes, behind]))?.length).toBe(bytes.length);
  });

  it('is none with a right beginning and something else behind it', () => {
    for (const [, bytes] of whole)
      for (const from of [12, 16, 20])
        expect(sniffPicture(Buffer.concat([bytes.subarray(0, from), script, Buffer.alloc(64)]))).toBeNull();
  });

  it('in PNG has right checksums', () => {
    const bytes = png(10, 10);
    for (const at of [19, 29, 45, bytes.length - 1]) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect([at, sniffPicture(altered)]).toEqual([at, null]);
    }
  });

  it('in WebP is as large as the larger of its canvas and its pixels', () => {
    expect(sniffPicture(webp.extended(9_000, 5, [10, 10]))).toMatchObject({ width: 9_000, height: 10 });
  });

  it('is nothing else, whatever it is called, and no bytes make the reading fail', () => {
    const others = ['GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'MZ', '', '<html>'];
    for (const text of others) expect(sniffPicture(Buffer.from(text.padEnd(90, ' ')))).toBeNull();
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom(...whole),
        fc.nat(60),
        (noise, [, bytes], at) => {
          expect(sniffPicture(Buffer.from(noise))).toBeNull();
          sniffPicture(Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has sides of at most 4096 pixels, and some at all', () => {
    const sized = (width: number, height: number) =>
      isOfUsableSize({ type: 'image/png', width, height, length: 1 });
    expect([sized(longestSide, 1), sized(longestSide + 1, 1), sized(1, longestSide + 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([sized(0, 1), sized(1, 0)]).toEqual([false, false]);
  });
});
