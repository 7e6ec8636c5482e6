/** What the bytes of a file say: their text, or why they say none. */
export type DecodedText = { readonly text: string } | { readonly fault: TextFault };

export type TextFault =
  | { readonly kind: "wrong-encoding"; readonly encoding: string }
  /** What stands for a file until Git LFS downloads it. */
  | { readonly kind: "lfs-pointer" };

/** Browsers, workers and Node have this class alike, but no library of types that is only about the language declares it. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/**
 * Decodes bytes as UTF-8, or as UTF-16 if a byte order mark says so (https://encoding.spec.whatwg.org/#bom-sniff);
 * the mark is not part of the text. Bytes that are invalid in the encoding make the whole file unreadable, because
 * a guess could hide what is written. So does UTF-16 without a mark, in which every other byte of a template is 0, and
 * UTF-32, whose mark begins like that of UTF-16 (https://www.unicode.org/faq/utf_bom#bom4).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8" && isWide(bytes)) return wrong("UTF-8");
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (encoding === "utf-16le" && text.startsWith("\0")) return wrong("UTF-16LE");
    return lfsPointer.test(text) ? { fault: { kind: "lfs-pointer" } } : { text };
  } catch {
    return wrong(encoding.toUpperCase());
  }
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const lfsPointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/;

function wrong(encoding: string): DecodedText {
  return { fault: { kind: "wrong-encoding", encoding } };
}

function isWide(bytes: Uint8Array): boolean {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  return zeros === "0x0x" || zeros === "x0x0";
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
