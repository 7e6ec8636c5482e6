import { isLineBreak } from "./characters.ts";

const simple: ReadonlyMap<string, string> = new Map(
  Object.entries({
    n: "\n",
    r: "\r",
    t: "\t",
    "\\": "\\",
    "'": "'",
    $: "$",
  }),
);

const escapes = /\\(?:u\{([0-9a-fA-F]+)\}|([^]?))/g;

/**
 * The value of a piece of a single-line string, without its quotes; undefined when an escape is not one of those in
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings.
 */
export function unescape(raw: string): string | undefined {
  const unknown: string[] = [];
  const value = raw.replace(
    escapes,
    (escape, hexadecimal: string | undefined, character: string | undefined) => {
      const resolved = hexadecimal === undefined ? simple.get(character ?? "") : codePoint(hexadecimal);
      if (resolved === undefined) unknown.push(escape);
      return resolved ?? "";
    },
  );
  return unknown.length === 0 ? value : undefined;
}

function codePoint(hexadecimal: string): string | undefined {
  const value = Number.parseInt(hexadecimal, 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined;
}

/** Offset of the first character of a multi-line string: a line break right behind the quotes does not count. */
export function contentStart(text: string, offset: number): number {
  if (!isLineBreak(text.charCodeAt(offset))) return offset;
  return text.startsWith("\r\n", offset) ? offset + 2 : offset + 1;
}
