import type { Expression } from "../../template/expression.ts";
import { textOf, withFilledTexts } from "../../template/filled-texts.ts";
import type { Span } from "../../text/span.ts";

/**
 * A value in a parameter file with environment variables that the Azure Developer CLI fills in: `${NAME}` is
 * unknown, `${NAME=value}` and similar forms have their default, as a parameter does
 * (https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-templates#add-bicep-files,
 * https://github.com/drone/envsubst#supported-functions). Null if there are none.
 */
export function withPlaceholders(value: Expression): Expression | null {
  return withFilledTexts(value, filledText);
}

/** Behind `${`: a name, then a default or nothing. */
const placeholder = /^([A-Za-z_]\w*)(?::?[=-]([^}]*))?\}/;

function filledText(text: string, span: Span): Expression | null {
  const [first = "", ...others] = text.split("${");
  const parts: Expression[] = first === "" ? [] : [{ kind: "literal", span, value: first }];
  let isFilled = false;
  for (const other of others) {
    const [whole, name, fallback] = placeholder.exec(other) ?? [];
    isFilled ||= whole !== undefined;
    if (name !== undefined) parts.push(variable(name, fallback, span));
    const rest = whole === undefined ? `\${${other}` : other.slice(whole.length);
    if (rest !== "") parts.push({ kind: "literal", span, value: rest });
  }
  return isFilled ? textOf(parts, span) : null;
}

function variable(name: string, fallback: string | undefined, span: Span): Expression {
  return fallback === undefined
    ? { kind: "unreadable", span, construct: { kind: "environment-variable", name } }
    : { kind: "literal", span, value: fallback };
}
