/** Paints words for terminals; the plain one leaves them as they are. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Colours of the terminal's own palette. */
export function paint(color: boolean): Paint {
  const code = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    good: code(32, 39),
    bad: code(31, 39),
    unsure: code(33, 39),
    strong: code(1, 22),
    faint: code(2, 22),
  };
}

/**
 * A text out of a file for a terminal: on one line, and without characters that move the cursor, paint, or turn the order of
 * others around. They are shown as JSON writes them.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) =>
      plainEscapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const plainEscapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "\n": "\\n", "\r": "\\r", "\t": "\\t" }),
);
