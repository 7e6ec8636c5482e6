import MarkdownIt from "markdown-it";

/** What Markdown comes to where nothing is forbidden: raw HTML counts, and addresses become links by themselves. */
export function markupOf(markdown: string): {
  readonly tags: ReadonlySet<string>;
  readonly addresses: readonly string[];
} {
  const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  return {
    tags: new Set([...html.matchAll(/<([a-zA-Z][\w-]*)/g)].map(([, tag = ""]) => tag.toLowerCase())),
    addresses: [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address),
  };
}
