/** Text that is HTML: everything else is escaped where it is put into it. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | false | null | readonly Part[];

/** Makes HTML; strings that are put into it are escaped, and what is false or null is left out. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    html: texts.reduce((before, text, index) => `${before}${print(parts[index - 1] ?? null)}${text}`),
  };
}

/** HTML that was made by another program, such as a Markdown renderer. */
export function trusted(text: string): Html {
  return { html: text };
}

export function joinHtml(parts: readonly Html[], between = ""): Html {
  return { html: parts.map((part) => part.html).join(between) };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function print(part: Part): string {
  if (part === null || part === false) return "";
  if (typeof part === "object") return "html" in part ? part.html : part.map(print).join("");
  return escapeHtml(String(part));
}
