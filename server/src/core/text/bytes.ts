const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The base 64 of the bytes of a text in UTF-8. */
export function encode(text: string): string {
  const bytes = utf8Of(text);
  let result = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const digit = (shift: number): string => alphabet.charAt((bits >> shift) & 63);
    result += digit(18) + digit(12) + (second === undefined ? "=" : digit(6));
    result += third === undefined ? "=" : digit(0);
  }
  return result;
}

/** The text encoded by these bytes in UTF-8; undefined if they are not valid UTF-8. */
export function decode(base64: string): string | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  let bits = 0;
  let count = 0;
  let uri = "";
  for (const digit of base64.replace(/={1,2}$/, "")) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    uri += `%${((bits >> count) & 255).toString(16).padStart(2, "0")}`;
  }
  return unescaped(uri);
}

function utf8Of(text: string): readonly number[] {
  const bytes: number[] = [];
  // A lone surrogate has no bytes of its own; encoders write U+FFFD for it.
  for (const character of text) {
    const valid = /^[\ud800-\udfff]$/.test(character) ? "\ufffd" : character;
    const uri = encodeURIComponent(valid);
    if (uri.startsWith("%"))
      bytes.push(
        ...uri
          .slice(1)
          .split("%")
          .map((hex) => parseInt(hex, 16)),
      );
    else bytes.push(uri.charCodeAt(0));
  }
  return bytes;
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
