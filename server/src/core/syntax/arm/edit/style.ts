/** How a file is laid out. */
export interface Style {
  readonly newline: string;
  /** One level of indentation. */
  readonly indent: string;
  /** Whether a space follows colons and commas. */
  readonly spaced: boolean;
  /** Whether the braces of an object on one line are padded: `{ "a": 1 }`. */
  readonly padded: boolean;
  /** Whether brackets at the ends of a text must be escaped, because they would make it an expression. */
  readonly escapeBrackets: boolean;
  /** The text itself: references repeat the names that are written in it. */
  readonly source: string;
}

/** Reads the style off a text. */
export function styleOf(text: string, escapeBrackets: boolean): Style {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const spaced = /":[ \t]/.test(text) || !/":\S/.test(text);
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced,
    padded: spaced && !text.includes('{"'),
    escapeBrackets,
    source: text,
  };
}
