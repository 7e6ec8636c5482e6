const longestName = 80;

/**
 * A name out of a template, safe to stand in Markdown: on one line, not too long, and without a meaning of its own,
 * since whoever wrote the template must not be able to place links or images in our explanations.
 */
export function escapeMarkdown(name: string): string {
  const line = name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ");
  const characters = Array.from(line);
  const short = characters.length > longestName ? `${characters.slice(0, longestName).join("")}…` : line;
  return short.replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$/]/g, (character) => `\\${character}`);
}
