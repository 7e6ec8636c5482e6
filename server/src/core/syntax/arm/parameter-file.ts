import type { ParameterAssignment, ParameterFile } from "../syntax.ts";
import { readAssignment } from "./arguments.ts";
import { membersOf } from "./declarations.ts";
import type { JsonObject } from "./json/node.ts";
import { isIntact, type ReadContext, spanOf } from "./read-context.ts";
import type { Expression } from "../../template/expression.ts";
import { textOf, withFilledTexts } from "../../template/filled-texts.ts";
import type { Span } from "../../text/span.ts";

/**
 * Reads a parameter file (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files). The
 * value of a secret is its reference.
 */
export function readParameterFile(node: JsonObject, context: ReadContext): ParameterFile {
  const values = new Map<string, ParameterAssignment>();
  for (const { name, value } of membersOf(node, "parameters")) {
    const assignment = readAssignment(value, context);
    const filled = assignment.secret ? null : withPlaceholders(assignment.value);
    const own = filled ? { value: filled, secret: false, isText: true } : assignment;
    values.set(name.text, { nameSpan: spanOf(name, context), ...own });
  }
  return { span: spanOf(node, context), using: null, values, intact: isIntact(node, context) };
}

/**
 * A value in a parameter file with environment variables that the Azure Developer CLI fills in: `${NAME}` is
 * unknown, `${NAME=value}` and similar forms have their default, as a parameter does
 * (https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-templates#add-bicep-files,
 * https://github.com/drone/envsubst#supported-functions). Null if there are none.
 */
function withPlaceholders(value: Expression): Expression | null {
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
