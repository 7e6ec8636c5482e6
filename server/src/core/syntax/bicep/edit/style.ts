/** How a file is laid out. */
export interface Style {
  readonly newline: string;
  /** One level of indentation. */
  readonly indent: string;
  /** Whether the braces of an object on one line are padded: `{ a: 1 }`. */
  readonly padded: boolean;
  /** The text itself: references repeat the names that are written in it. */
  readonly source: string;
}

/** Reads the style off a text. */
export function styleOf(text: string): Style {
  const indent = /^([ \t]+)[^\s/*]/m.exec(text)?.[1] ?? "  ";
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    padded: !/(?<!\$)\{[\w']+:/.test(text),
    source: text,
  };
}
