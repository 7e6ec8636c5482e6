import { highlight, type Token } from "./highlight.ts";
import { type Html, joinHtml, markup } from "./html.ts";

/** Code with what is found in it. */
export interface Code {
  readonly text: string;
  /** The word after the fence. */
  readonly language: string;
  readonly findings?: readonly DrawnFinding[];
  /** Lines that are new, from 1. */
  readonly added?: ReadonlySet<number>;
}

/** A finding that is drawn below its line. */
export interface DrawnFinding {
  /** From 1. */
  readonly line: number;
  /** The marked characters of the line, from 0. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
  /** `error`, `warning`, `info` or `hint`. */
  readonly severity: string;
  readonly message: string;
  /** The address of the rule's page; null on that page. */
  readonly page: string | null;
}

// In code, where white space counts, the formatter of templates must not break lines.
const newline = "\n";

/** A block of highlighted code. It can be focused, so that the keyboard scrolls it. */
export function codeBlock({ text, language, findings = [], added = new Set() }: Code, name: string): Html {
  const lines = highlight(text.trimEnd(), language).map((tokens, index) => {
    const own = findings.filter(({ line }) => line === index + 1);
    const marked = own.reduce(
      mark,
      tokens.map((token) => ({ ...token, severity: null })),
    );
    const drawn = markup`<span class="line${added.has(index + 1) ? " added" : ""}">${marked.map(token)}</span>${newline}`;
    return joinHtml([drawn, ...own.map(finding)]);
  });
  const isProse = language === "console" || language === "text";
  return markup`<pre${isProse && markup` class="prose"`} tabindex="0" role="group" aria-label="${name}"><code>${lines}</code></pre>`;
}

interface MarkedToken extends Token {
  readonly severity: string | null;
}

/** Marks the characters of a finding; a token is split where they begin or end. */
function mark(
  tokens: readonly MarkedToken[],
  { start, end, severity }: DrawnFinding,
): readonly MarkedToken[] {
  let from = 0;
  return tokens.flatMap((each) => {
    const [a, b] = [clamp(start - from, each.text), clamp(end - from, each.text)];
    from += each.text.length;
    const parts = [
      { ...each, text: each.text.slice(0, a) },
      { ...each, text: each.text.slice(a, b), severity },
      { ...each, text: each.text.slice(b) },
    ];
    return parts.filter((part) => part.text !== "");
  });
}

function clamp(at: number, text: string): number {
  return Math.max(0, Math.min(at, text.length));
}

function token({ text, kind, severity }: MarkedToken): Html {
  const colored = kind === null ? markup`${text}` : markup`<span class="t-${kind}">${text}</span>`;
  return severity === null ? colored : markup`<mark class="${severity}">${colored}</mark>`;
}

/** Indented as far as what it marks, in characters of the code. */
function finding({ start, code, severity, message, page }: DrawnFinding): Html {
  const label = page === null ? markup`<b>${code}</b>` : markup`<a href="${page}">${code}</a>`;
  const indent = markup`<span aria-hidden="true">${" ".repeat(Math.min(start, 16))}</span>`;
  return markup`<span class="finding ${severity}">${indent}<span class="says">${label} ${message}</span>${newline}</span>`;
}
