import sharp from "sharp";

/**
 * A picture of an editor as a small PNG. It has few colors, so each pixel refers to one of at most `colours`
 * (https://www.w3.org/TR/png-3/#11PLTE); dithering would only blur its plain areas. Opacity is dropped.
 */
export function smallPng(png: Uint8Array, colours: 16 | 64 | 256): Promise<Uint8Array> {
  return sharp(png)
    .removeAlpha()
    .png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
}
