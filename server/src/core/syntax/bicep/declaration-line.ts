/**
 * The start of a declaration, long enough to distinguish it from everything that can occur inside braces: two names
 * in a row, or a keyword before an opening that no property has.
 */
const start =
  /(?:(?:metadata|param|var|resource|module|test|output|type|func|assert|extensionConfig)[ \t]+[A-Za-z_]|(?:using|extends|extension|provider)[ \t]+['A-Za-z_]|(?:resource|module|test)[ \t]+'|import[ \t]*[*{']|targetScope[ \t]*=)/y;

const line = new RegExp(`^${start.source}`, "gm");

/** Whether the text at the offset reads like the start of a declaration; the column is not looked at. */
export function startsDeclaration(text: string, offset: number): boolean {
  start.lastIndex = offset;
  return start.test(text);
}

/** Offset of the first line from `from` on that starts a declaration in its first column; the text's length if none does. */
export function nextDeclarationLine(text: string, from: number): number {
  line.lastIndex = from;
  return line.exec(text)?.index ?? text.length;
}
