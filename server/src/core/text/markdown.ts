const longestName = 80;

/**
 * A name from a template, made safe for Markdown: on one line, not too long, and without special characters,
 * because the author of a template must not be able to place links or images in explanations.
 */
export function escapeMarkdown(name: string): string {
  const line = name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ");
  const characters = Array.from(line);
  const short = characters.length > longestName ? `${characters.slice(0, longestName).join("")}…` : line;
  return short.replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$/]/g, (character) => `\\${character}`);
}
