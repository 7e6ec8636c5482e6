import { deflateSync } from "node:zlib";

/** A picture as rows of pixels, each of four bytes: red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * A picture of an editor as a small PNG: its colours are few, so each pixel names one of at most 256 of them
 * (https://www.w3.org/TR/png-3/#11PLTE). Opacity is dropped.
 */
export function palettePng(pixels: Pixels, colours: 16 | 64 | 256): Uint8Array {
  const counts = countColours(pixels.data);
  const palette = choosePalette(counts, colours);
  const nearest = new Map([...counts.keys()].map((colour) => [colour, nearestIn(palette, colour)]));
  const bits = colours === 16 ? 4 : 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header(pixels, bits)),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => partsOf(colour)))),
    chunk("IDAT", deflateSync(scanlines(pixels, nearest, bits), { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function countColours(data: Uint8Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = colourAt(data, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

function colourAt(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

/**
 * Takes the colour that the colours chosen so far serve worst, weighed by how often it occurs, until there are enough: large
 * areas stay exact, and no rare but distinct colour, such as that of a wavy line, is lost in a mean.
 */
function choosePalette(counts: ReadonlyMap<number, number>, most: number): readonly number[] {
  const open = [...counts].map(([colour, count]) => ({
    colour,
    weight: Math.sqrt(count),
    distance: Infinity,
  }));
  const palette: number[] = [];
  while (palette.length < most) {
    let worst = open[0];
    for (const each of open)
      if (!worst || each.distance * each.weight > worst.distance * worst.weight) worst = each;
    if (!worst || worst.distance === 0) break;
    const chosen = palette.length === 0 ? mostFrequent(counts) : worst.colour;
    palette.push(chosen);
    for (const each of open) each.distance = Math.min(each.distance, distance(each.colour, chosen));
  }
  return palette;
}

function mostFrequent(counts: ReadonlyMap<number, number>): number {
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? 0;
}

function nearestIn(palette: readonly number[], colour: number): number {
  const distances = palette.map((each) => distance(each, colour));
  return distances.indexOf(Math.min(...distances));
}

/** The square of how far two colours are apart. */
function distance(a: number, b: number): number {
  const [red, green, blue] = partsOf(a);
  const [otherRed, otherGreen, otherBlue] = partsOf(b);
  return (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
}

function partsOf(colour: number): readonly [number, number, number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function header({ width, height }: Pixels, bits: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  // Colour type 3 is a palette; the rest are the only methods there are.
  bytes.set([bits, 3, 0, 0, 0], 8);
  return bytes;
}

/** Each row begins with the number of its filter, and 0 is none, which suits palettes best. */
function scanlines(
  { width, height, data }: Pixels,
  index: ReadonlyMap<number, number>,
  bits: number,
): Uint8Array {
  const perByte = 8 / bits;
  const rowLength = 1 + Math.ceil(width / perByte);
  const rows = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = index.get(colourAt(data, (y * width + x) * 4)) ?? 0;
      const at = y * rowLength + 1 + Math.floor(x / perByte);
      rows[at] = (rows[at] ?? 0) | (value << (8 - bits - (x % perByte) * bits));
    }
  return rows;
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, check]);
}

/** The checksum of https://www.w3.org/TR/png-3/#D-CRCAppendix. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
