import type { Say } from "../../../client/src/say.ts";
import { english } from "./en.ts";
import type { PageWords } from "./words.ts";

/** The languages of the page, by their tags. */
export type PageLanguage = "en" | "de";

/** What the page says and what it shares with the extension, in one language. */
export interface Wording {
  readonly language: PageLanguage;
  readonly words: PageWords;
  readonly say: Say;
}

/** The language that an address asks for (`?lang=de`), or else the first of the browser's that there is. */
export function languageOf(search: string, preferred: readonly string[]): PageLanguage {
  const asked = new URLSearchParams(search).get("lang");
  const tags = [...(asked === null ? [] : [asked]), ...preferred].map(
    (tag) => tag.toLowerCase().split("-")[0],
  );
  return tags.find((tag) => tag === "en" || tag === "de") ?? "en";
}

/** Loads a language; English is at hand. */
export async function wordingIn(language: PageLanguage): Promise<Wording> {
  if (language === "en") return { language, words: english, say: sayIn(language, {}) };
  const [{ german }, { default: texts }] = await Promise.all([
    import("./de.ts"),
    import("../../../l10n/bundle.l10n.de.json", { with: { type: "json" } }),
  ]);
  return { language, words: german, say: sayIn(language, texts) };
}

/** As the extension says it in VS Code. */
function sayIn(language: PageLanguage, texts: Readonly<Record<string, string>>): Say {
  const known = new Map(Object.entries(texts));
  return (text, ...parts) =>
    fill(
      known.get(text) ?? text,
      parts.map((part) => (typeof part === "number" ? part.toLocaleString(language) : part)),
    );
}

/** Replaces `{0}`, `{1}` and so on. */
export function fill(text: string, parts: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => parts[Number(index)] ?? whole);
}

/** Writes the words into the page, whose elements name them: `data-word` their text, `data-label` their label. */
export function writeWords(root: ParentNode, { words, language }: Wording): void {
  document.documentElement.lang = language;
  const named = new Map(Object.entries(words));
  const wordOf = (name: string | undefined): string => String(named.get(name ?? "") ?? "");
  for (const each of root.querySelectorAll<HTMLElement>("[data-word]"))
    each.textContent = wordOf(each.dataset["word"]);
  for (const each of root.querySelectorAll<HTMLElement>("[data-label]")) {
    const label = wordOf(each.dataset["label"]);
    if (each instanceof HTMLOptGroupElement) each.label = label;
    else each.ariaLabel = label;
  }
  for (const each of root.querySelectorAll<HTMLInputElement>("[data-placeholder]"))
    each.placeholder = wordOf(each.dataset["placeholder"]);
}
