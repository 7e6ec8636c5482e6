/** The little Markdown of Microsoft's table: text with links. */

export interface MarkdownLink {
  readonly text: string;
  /** As written: absolute, or relative to learn.microsoft.com. */
  readonly path: string;
}

const link = /\[([^[\]]*)\]\(([^()]*)\)/g;

/** The text as a reader sees it, links reduced to their words. */
export function plainText(markdown: string): string {
  return markdown.replace(link, (_, text: string) => text);
}

export function linksOf(markdown: string): readonly MarkdownLink[] {
  return [...markdown.matchAll(link)].map(([, text = "", path = ""]) => ({ text, path }));
}

/** The same Markdown with links that work outside Microsoft's site. */
export function withLearnLinks(markdown: string): string {
  return markdown.replace(link, (_, text: string, path: string) => `[${text}](${learnUrl(path)})`);
}

/** Microsoft's pages link each other by paths such as `/azure/backup/backup-overview`; absolute addresses stay. */
export function learnUrl(path: string): string {
  return path.startsWith("/") ? `https://learn.microsoft.com${path}` : path;
}
