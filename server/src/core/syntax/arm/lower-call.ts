import type { Expression, NameExpression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import type { ReadContext } from "./read-context.ts";
import { foldName } from "../../text/fold.ts";

/**
 * Lowers a call of ARM's expression language, its name already in lower case: what names something becomes a name, what
 * chooses a condition; the rest stays a call of a function of the dialect
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions).
 */
export function lowerCall(
  name: string,
  values: readonly Expression[],
  span: Span,
  context: ReadContext,
): Expression {
  return forms.get(name)?.(values, span, context) ?? { kind: "call", span, name, arguments: values };
}

/** The local that is bound to the position in a loop of that name. */
export function copyLocal(name: string): string {
  return `copy:${foldName(name)}`;
}

/** Null if the arguments are not of this form, so that it stays an ordinary call. */
type Form = (values: readonly Expression[], span: Span, context: ReadContext) => Expression | null;

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  [
    "parameters",
    (values, span, context) =>
      named(context.inFunction ? "local" : "parameter", foldName(onlyText(values)), span),
  ],
  ["variables", (values, span) => named("variable", foldName(onlyText(values)), span)],
  ["resourceinfo", (values, span) => named("resource", onlyText(values), span)],
  ["lambdavariables", (values, span) => named("local", lambdaLocal(onlyText(values)), span)],
  ["lambda", (values, span) => lambda(values, span)],
  ["if", (values, span) => conditional(values, span)],
  ["copyindex", copyIndex],
  ["null", (values, span) => (values.length === 0 ? { kind: "literal", span, value: null } : null)],
  ["true", (values, span) => (values.length === 0 ? { kind: "literal", span, value: true } : null)],
  ["false", (values, span) => (values.length === 0 ? { kind: "literal", span, value: false } : null)],
]);

function nameAt(space: NameExpression["space"], name: string, span: Span): NameExpression {
  return { kind: "name", span, space, name };
}

function named(
  space: NameExpression["space"],
  name: string | null | undefined,
  span: Span,
): NameExpression | null {
  return name ? nameAt(space, name, span) : null;
}

function conditional(values: readonly Expression[], span: Span): Expression | null {
  const [test, yes, no, ...more] = values;
  return test && yes && no && more.length === 0 ? { kind: "conditional", span, test, yes, no } : null;
}

function lambda(values: readonly Expression[], span: Span): Expression | null {
  const body = values.at(-1);
  const parameters = values.slice(0, -1).map((value) => lambdaLocal(textOf(value)));
  if (!body || parameters.includes(null)) return null;
  return { kind: "lambda", span, parameters: parameters.filter((each) => each !== null), body };
}

/** `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')`, `copyIndex('loop', 1)`. */
function copyIndex(values: readonly Expression[], span: Span, context: ReadContext): Expression | null {
  const [first, second] = values;
  const name = first ? textOf(first) : null;
  const local = name === null ? context.copyIndex : copyLocal(name);
  if (local === null) return null;
  const index = nameAt("local", local, span);
  const offset = name === null ? first : second;
  return offset ? { kind: "call", span, name: "add", arguments: [index, offset] } : index;
}

/** Variables of lambdas are kept apart from the parameters of user functions, which may have the same names. */
function lambdaLocal(name: string | null): string | null {
  return name === null ? null : `lambda:${foldName(name)}`;
}

function onlyText(values: readonly Expression[]): string | null {
  const [only, ...more] = values;
  return only && more.length === 0 ? textOf(only) : null;
}

function textOf(expression: Expression): string | null {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : null;
}
