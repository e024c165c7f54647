import { crc32 } from 'node:zlib';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

export interface Picture {
  type: PictureType;
  width: number;
  height: number;
  /** Where it ends, in bytes: what follows is no part of it, and may be another file altogether. */
  length: number;
}

/** Longest side of a picture of a person, in pixels: beyond it a small file unpacks into a great one. */
export const longestSide = 4_096;

/**
 * What a picture is, told by its bytes and not by what it is called (PF-6); null for anything else, and for one that is
 * not whole. Its parts are walked to the end, so that a few right bytes in front do not make a picture of a page.
 */
export function sniffPicture(bytes: Buffer): Picture | null {
  return pngOf(bytes) ?? jpegOf(bytes) ?? webpOf(bytes);
}

export function isOfUsableSize({ width, height }: Picture): boolean {
  return width > 0 && height > 0 && Math.max(width, height) <= longestSide;
}

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Walks the chunks, each under its checksum, from the header to IEND (PNG, 5.3). */
function pngOf(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, 8).equals(pngMark)) return null;
  let hasPixels = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length || (kind === 'IHDR') !== (at === 8) || (at === 8 && length !== 13)) return null;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    hasPixels ||= kind === 'IDAT' && length > 0;
    if (kind === 'IEND')
      return hasPixels
        ? { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), length: end }
        : null;
    at = end;
  }
  return null;
}

/** Walks the segments and scans to the end mark; frame headers have the size (ITU T.81, B.2). */
function jpegOf(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  const type = 'image/jpeg';
  let [width, height, hasScan] = [0, 0, false];
  for (let at = 2; at + 2 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return hasScan ? { type, width, height, length: at + 2 } : null;
    if (at + 4 > bytes.length) return null;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (isFrameMarker(marker)) {
      if (length < 8) return null;
      height = Math.max(height, bytes.readUInt16BE(at + 5));
      width = Math.max(width, bytes.readUInt16BE(at + 7));
    }
    at += 2 + length;
    if (marker === 0xda) {
      hasScan = true;
      at = endOfScan(bytes, at);
    }
  }
  return null;
}

function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Where the next marker is that does not belong to the scan's own bytes: no stuffed zero and no restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

/** Walks the chunks of the file; one of them has the pixels, and may not be larger than the canvas says (RFC 9649). */
function webpOf(bytes: Buffer): Picture | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const length = 8 + bytes.readUInt32LE(4);
  if (length > bytes.length) return null;
  let canvas: Size | null = null;
  let pixels: Size | null = null;
  for (let at = 12; at < length;) {
    const size = at + 8 <= length ? bytes.readUInt32LE(at + 4) : length;
    const start = at + 8;
    if (start + size > length) return null;
    const kind = bytes.toString('latin1', at, at + 4);
    const body = bytes.subarray(start, start + size);
    if (kind === 'VP8X') canvas = canvasOf(body);
    else if (kind === 'VP8 ' || kind === 'VP8L') pixels = kind === 'VP8L' ? losslessOf(body) : lossyOf(body);
    else if (at === 12) return null;
    at = start + size + (size % 2);
  }
  if (!pixels) return null;
  const [width, height] = [canvas ?? pixels, pixels].reduce((a, b) => [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
  ]);
  return { type: 'image/webp', width, height, length };
}

type Size = readonly [width: number, height: number];

function canvasOf(body: Buffer): Size | null {
  return body.length < 10 ? null : [body.readUIntLE(4, 3) + 1, body.readUIntLE(7, 3) + 1];
}

function losslessOf(body: Buffer): Size | null {
  if (body.length < 5 || body[0] !== 0x2f) return null;
  const packed = body.readUInt32LE(1);
  return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
}

function lossyOf(body: Buffer): Size | null {
  if (body.length < 10 || body.readUIntBE(3, 3) !== 0x9d012a) return null;
  return [body.readUInt16LE(6) & 0x3fff, body.readUInt16LE(8) & 0x3fff];
}
