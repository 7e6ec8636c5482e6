/** Characters that are not shown, move the cursor, paint, or turn the order of others around (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point). */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A text out of a file for a reader: on one line, and with everything in it to be seen. What is not shown could hide words from a reader that a program or language
 * model reads. Such characters are shown as JSON writes them.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => plainEscapes.get(character) ?? escapesOf(character));
}

/** Printed JSON with the same texts, in which such characters are written so, except line ends and tabs between its parts. */
export function visibleJson(text: string): string {
  return text.replace(unseen, (character) => (/[\t\r\n]/.test(character) ? character : escapesOf(character)));
}

const plainEscapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "\n": "\\n", "\r": "\\r", "\t": "\\t" }),
);

/** One for each UTF-16 unit. */
function escapesOf(character: string): string {
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
