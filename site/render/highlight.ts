import { createCssVariablesTheme, createHighlighter } from "shiki";

/** A part of a line with the kind of its color: `keyword`, `string` and so on; null for plain text. */
export interface Token {
  readonly text: string;
  readonly kind: string | null;
}

/** The languages of code blocks: the word after the fence, and the grammar. */
const grammars = {
  bicep: "bicep",
  hcl: "terraform",
  json: "json",
  jsonc: "jsonc",
  yaml: "yaml",
  sh: "shellscript",
  powershell: "powershell",
  console: "shellsession",
} as const;

// Colors are classes of the style sheet: styles on elements would need a weaker content security policy.
const prefix = "--color-";
const theme = createCssVariablesTheme({ name: "classes", variablePrefix: prefix });
const highlighter = await createHighlighter({
  langs: [...new Set(Object.values(grammars))],
  themes: [theme],
});

/** The tokens of every line; in a language that is not known, a line is one token. */
export function highlight(text: string, language: string): readonly (readonly Token[])[] {
  const grammar = Object.entries(grammars).find(([fence]) => fence === language)?.[1];
  if (!grammar) return text.split("\n").map((line) => [{ text: line, kind: null }]);
  const { tokens } = highlighter.codeToTokens(text, { lang: grammar, theme: "classes" });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, kind: kindOf(color) })));
}

/** `var(--color-token-string-expression)` is of the kind `string`. */
function kindOf(color: string | undefined): string | null {
  return /token-(\w+)/.exec(color ?? "")?.[1] ?? null;
}
