import type { Expression } from "../template/expression.ts";
import { textOf } from "../template/filled-texts.ts";
import type { Span } from "../text/span.ts";

/**
 * What pipelines replace in files before they deploy them: `#{name}#` and `#{name}` (https://github.com/qetza/replacetokens-task#readme),
 * `__name__`, `{{ name }}`, `${{ name }}` and `$(name)`.
 */
const token =
  /#\{[^{}\n]{1,100}\}#?|(?<![A-Za-z0-9_])__[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,100}[A-Za-z0-9])?__|\$?\{\{[^{}\n]{1,100}\}\}|\$\([A-Za-z_][A-Za-z0-9_.-]{0,100}\)/g;

/** A text of a parameter file with tokens that something replaces before the deployment, which are unknown; null if there are none. */
export function withTokens(text: string, span: Span): Expression | null {
  const parts: Expression[] = [];
  let from = 0;
  const addUpTo = (end: number): void => {
    if (end > from) parts.push({ kind: "literal", span, value: text.slice(from, end) });
  };
  for (const { 0: name, index } of text.matchAll(token)) {
    addUpTo(index);
    parts.push({ kind: "unreadable", span, construct: { kind: "token", name } });
    from = index + name.length;
  }
  if (from === 0) return null;
  addUpTo(text.length);
  return textOf(parts, span);
}
