/** What the bytes of a file say: their text, or the encoding that they are not in. */
export type DecodedText = { readonly text: string } | { readonly notIn: string };

/** Browsers, workers and Node have this class alike, but no library of types that is only about the language declares it. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/**
 * Decodes bytes as UTF-8, or as UTF-16 if a byte order mark says so (https://encoding.spec.whatwg.org/#bom-sniff);
 * the mark is not part of the text. Bytes that are invalid in the encoding make the whole file unreadable, because
 * a guess could hide what is written. So does UTF-16 without a mark, in which every other byte of a template is 0.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8" && isWide(bytes)) return { notIn: "UTF-8" };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { notIn: encoding.toUpperCase() };
  }
}

function isWide(bytes: Uint8Array): boolean {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  return zeros === "0x0x" || zeros === "x0x0";
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
