/** What characters are to PowerShell. */

export function isSeparator(char: string): boolean {
  return char === "\n" || char === ";" || char === "|" || char === ")" || char === "}";
}

export function isEndOfWord(char: string): boolean {
  return isSeparator(char) || isBlank(char) || char === "," || char === "{";
}

export function isBlank(char: string): boolean {
  return char !== "\n" && /\s/.test(char);
}

/** Quotes of word processors count, too: https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02#2352-string-literals */
export const singleQuote = /^['\u2018-\u201b]/;
export const doubleQuote = /^["\u201c-\u201e]/;

export function isQuote(char: string | undefined): boolean {
  return char !== undefined && (singleQuote.test(char) || doubleQuote.test(char));
}

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_special_characters */
export const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "0": "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }),
);
