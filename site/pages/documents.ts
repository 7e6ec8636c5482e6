import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markup } from "../render/html.ts";
import { plainText, renderMarkdown } from "../render/markdown.ts";
import { documents, resolveFrom } from "./addresses.ts";
import type { Area, Page } from "./page.ts";

const root = join(import.meta.dirname, "../..");

/** A page that is a text of the repository. */
export interface DocumentPage {
  /** The file, relative to the repository. */
  readonly file: string;
  readonly address: string;
  readonly area: Area;
  /** Changes what the file says to readers of the repository only. */
  readonly edit?: (text: string) => string;
}

export function documentPage({ file, address, area, edit = (text) => text }: DocumentPage): Page {
  const text = edit(readFileSync(join(root, file), "utf8"));
  const { body, headings } = renderMarkdown(text, resolveFrom(file, address));
  return {
    address,
    language: "en",
    area,
    title: headings[0]?.text ?? file,
    description: beginningOf(text),
    body: markup`<article>${body}</article>`,
    headings,
    translations: {},
    source: file,
  };
}

/** The page of a file that has a fixed address. */
export function ownDocument(file: keyof typeof documents, more: Pick<DocumentPage, "edit"> = {}): Page {
  const area = file === "docs/trusted-services.md" ? "services" : "reference";
  return documentPage({ file, address: documents[file], area, ...more });
}

/**
 * The README as a page for those who begin: what the site has pages of its own for is left out, and so is the beginning, which
 * the start page shows.
 */
export function getStarted(readme: string): string {
  const [, ...sections] = readme.split(/^(?=## )/m);
  const kept = sections.filter((each) => !/^## (?:Rules|More)\n/.test(each));
  return `# Get started\n\n${kept.join("")}`;
}

/** The first paragraph after the title; of a long one, its first sentence. */
function beginningOf(markdown: string): string {
  const [, paragraph = ""] =
    /^# .*\n+(?:<!--.*?-->\s*)?(?:## .*\n+)?((?:[^#\n|].*\n)+)/m.exec(markdown) ?? [];
  const text = plainText(paragraph);
  return text.length < 250 ? text : (/^.*?[.:](?= |$)/.exec(text)?.[0] ?? text);
}
