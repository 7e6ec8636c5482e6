import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { element } from "./elements.ts";

/** What a link does; undefined for one that leads nowhere from here, which is shown as text. */
export type FollowLink = (href: string) => (() => void) | undefined;

/**
 * The server's Markdown as elements. Text of files stays text: of what is written, only a few kinds of elements are made, and HTML is shown
 * as it is written.
 */
export function markdown(text: string, follow: FollowLink): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(lexer(text), follow));
  return fragment;
}

function nodes(tokens: readonly Token[] | undefined, follow: FollowLink): readonly (Node | string)[] {
  return (tokens ?? []).flatMap((token) => {
    // The library's type of a token is open to those of extensions, of which there are none here.
    const made = node(token as MarkedToken, follow);
    return made === null ? [] : [made];
  });
}

function node(token: MarkedToken, follow: FollowLink): Node | string | null {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "paragraph":
      return element("p", "", ...nodes(token.tokens, follow));
    case "heading":
      return element("p", "heading", ...nodes(token.tokens, follow));
    case "list":
      return list(token, follow);
    case "strong":
      return element("strong", "", ...nodes(token.tokens, follow));
    case "em":
      return element("em", "", ...nodes(token.tokens, follow));
    case "codespan":
      return element("code", "", token.text);
    case "code":
      return element("pre", "", element("code", "", token.text));
    case "blockquote":
      return element("blockquote", "", ...nodes(token.tokens, follow));
    case "table":
      return table(token, follow);
    case "hr":
      return element("hr", "");
    case "br":
      return element("br", "");
    case "link":
      return link(token, follow);
    case "text":
      return "tokens" in token ? element("span", "", ...nodes(token.tokens, follow)) : token.text;
    case "escape":
      return token.text;
    default:
      return token.raw;
  }
}

function list({ ordered, items }: Tokens.List, follow: FollowLink): HTMLElement {
  return element(
    ordered ? "ol" : "ul",
    "",
    ...items.map((item) => element("li", "", ...nodes(item.tokens, follow))),
  );
}

function table({ header, rows }: Tokens.Table, follow: FollowLink): HTMLElement {
  const row = (tag: "th" | "td", cells: readonly Tokens.TableCell[]): HTMLElement =>
    element("tr", "", ...cells.map((cell) => element(tag, "", ...nodes(cell.tokens, follow))));
  return element("table", "", row("th", header), ...rows.map((cells) => row("td", cells)));
}

function link({ href, tokens }: Tokens.Link, follow: FollowLink): HTMLElement {
  const act = follow(href);
  const text = nodes(tokens, follow);
  if (!act) return element("span", "", ...text);
  const made = element("button", "link", ...text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
