import sharp from "sharp";

/**
 * A picture of an editor in few bytes: a WebP without loss, or a PNG, which every page shows. It has few colors, so each pixel refers to one of
 * at most `colours` (https://www.w3.org/TR/png-3/#11PLTE); dithering would only blur its plain areas. Opacity is dropped.
 */
export async function smallPicture(
  png: Uint8Array,
  colours: 16 | 64 | 256,
  format: "png" | "webp",
): Promise<Uint8Array> {
  const small = await sharp(png)
    .removeAlpha()
    .png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  return format === "png" ? small : sharp(small).webp({ lossless: true, effort: 6 }).toBuffer();
}
