/** Browsers, workers and Node have these functions alike; each character of theirs is a byte. */
declare const btoa: (bytes: string) => string;
declare const atob: (base64: string) => string;

/** The base 64 of the bytes of a text in UTF-8. A lone surrogate has no bytes of its own; encoders write U+FFFD for it. */
export function encode(text: string): string {
  const uri = encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
  return btoa(uri.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))));
}

/** The text encoded by these bytes in UTF-8; undefined if they are not valid UTF-8. */
export function decode(base64: string): string | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  const escape = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return unescaped(Array.from(atob(base64), escape).join(""));
}

/** A text with its percent encoding decoded; undefined if it does not encode UTF-8. */
export function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign or invalid UTF-8: the deployment could not read it either.
    return undefined;
  }
}
