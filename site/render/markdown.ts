import MarkdownIt, { type Renderer, type Token } from "markdown-it";
import { escapeHtml, type Html, markup, trusted } from "./html.ts";
import { addedLines } from "./added-lines.ts";
import { codeBlock } from "./code-block.ts";

/** A heading below the title of a page. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** A text that was rendered: its parts begin with a heading, but for the first. */
export interface Rendered {
  readonly body: Html;
  readonly headings: readonly Heading[];
}

/** Where a link or picture of a text leads: an address relative to the page. */
export type Resolve = (address: string) => string;

/** Renders Markdown. Headings get the anchors that GitHub gives them. */
export function renderMarkdown(text: string, resolve: Resolve): Rendered {
  const markdown = new MarkdownIt({ html: true });
  Object.assign(markdown.renderer.rules, ownRules());
  const tokens = markdown.parse(text, {});
  const headings = withAnchors(tokens);
  for (const token of tokens.flatMap((each) => [each, ...(each.children ?? [])])) adapt(token, resolve);
  return { body: trusted(markdown.renderer.render(tokens, markdown.options, {})), headings };
}

/**
 * Wide tables scroll by themselves, and code is highlighted. A block that is a file says so, and if the text has the file before, its
 * new lines are marked.
 */
function ownRules(): Renderer["rules"] {
  const files = new Map<string, string>();
  return {
    fence: (tokens, index) => {
      const { content = "", info = "" } = tokens[index] ?? {};
      const [language = "", file] = info.split(" ");
      const before = file === undefined ? undefined : files.get(file);
      if (file !== undefined) files.set(file, content);
      const added = before === undefined ? new Set<number>() : addedLines(before, content);
      const block = codeBlock(
        { text: content, language, added },
        file ?? (language === "" ? "Code" : language),
      );
      return file === undefined
        ? block.html
        : markup`<figure class="file"><figcaption>${file}</figcaption>${block}</figure>`.html;
    },
    table_open: () => '<div class="table" tabindex="0" role="group"><table>\n',
    table_close: () => "</table></div>\n",
  };
}

function withAnchors(tokens: readonly Token[]): readonly Heading[] {
  const taken = new Map<string, number>();
  return tokens.flatMap((token, index) => {
    if (token.type !== "heading_open") return [];
    const children = tokens[index + 1]?.children ?? [];
    const text = children.map(({ content }) => content).join("");
    const id = unused(slugOf(text), taken);
    token.attrSet("id", id);
    return [{ level: Number(token.tag.slice(1)), id, text }];
  });
}

function adapt(token: Token, resolve: Resolve): void {
  for (const name of ["href", "src"]) {
    const address = token.attrGet(name);
    if (address !== null) token.attrSet(name, resolve(String(address)));
  }
  if (token.type === "html_inline" || token.type === "html_block")
    token.content = ownHtml(token.content, resolve);
  // The policy of pages forbids styles of elements: how a cell is aligned is a class.
  const side = /^text-align:(\w+)$/.exec(String(token.attrGet("style") ?? ""))?.[1];
  if (side !== undefined) token.attrs = [["class", side]];
}

/** A sentence without paragraphs around it. */
export function renderInline(text: string, resolve: Resolve): Html {
  const { body } = renderMarkdown(text, resolve);
  return trusted(body.html.trim().replace(/^<p>(.*)<\/p>$/s, "$1"));
}

/** The text without its markup, for search. */
export function plainText(markdown: string): string {
  const texts = new MarkdownIt({ html: true }).parse(markdown, {}).flatMap((token) => {
    const children = token.children ?? [];
    return children
      .filter(({ type }) => type === "text" || type === "code_inline")
      .map(({ content }) => content);
  });
  return texts.join(" ").replace(/\s+/g, " ");
}

/** The anchor that GitHub gives a heading. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}

function unused(slug: string, taken: Map<string, number>): string {
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** Addresses in HTML that a text contains. Comments are not for readers. */
function ownHtml(text: string, resolve: Resolve): string {
  return text
    .replace(/<!--.*?-->/gs, "")
    .replace(/<img /g, '<img loading="lazy" ')
    .replace(/\b(src|href|srcset)="([^"]*)"/g, (_, name: string, address: string) => {
      return `${name}="${escapeHtml(resolve(address))}"`;
    });
}
