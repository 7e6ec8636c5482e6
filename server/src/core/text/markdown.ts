const longestName = 80;

/**
 * A name from a template, made safe for Markdown: on one line, not too long, and without special characters,
 * because the author of a template must not be able to place links or images in explanations.
 */
export function escapeMarkdown(name: string): string {
  return escaped(name, longestName);
}

/** The same for a whole sentence, which is not truncated: names in it are short. */
export function escapeSentence(sentence: string): string {
  return escaped(sentence, Infinity);
}

function escaped(name: string, longest: number): string {
  const line = name.replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\s]+/gu, " ");
  const characters = Array.from(line);
  const short = characters.length > longest ? `${characters.slice(0, longest).join("")}…` : line;
  return short.replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$/]/g, (character) => `\\${character}`);
}
