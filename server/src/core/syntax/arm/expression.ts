import type { Expression, Loop, NameExpression } from "../../template/expression.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { foldName } from "../../text/fold.ts";
import { limits } from "../../text/limits.ts";
import type { JsonObject, JsonString } from "./json/node.ts";
import { offsetsOf } from "./json/string-scanner.ts";
import { type ReadContext, spanOf, unreadableAt } from "./read-context.ts";

/**
 * Lowers a string value. A template's string in brackets is an expression, unless a second bracket makes it text
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters). The whole
 * expression gets the span of the string with its quotes, what is inside its own.
 */
export function lowerString(node: JsonString, context: ReadContext): Expression {
  const { text } = node;
  const span = spanOf(node, context);
  if (!context.expressions || !mayBeExpression(node)) return { kind: "literal", span, value: text };
  if (text.startsWith("[[")) return { kind: "literal", span, value: text.slice(1) };
  const reader = new ExpressionReader(node, context);
  const expression = reader.read();
  if (expression) return { ...expression, span };
  if (reader.tooDeep) return unreadableAt(node, context, { kind: "too-deep" });
  context.problems.push({
    span: spanOf(reader.failedAt, context),
    fault: { kind: "invalid-arm-expression" },
  });
  return unreadableAt(node, context);
}

/** Whether a string is in brackets. */
export function mayBeExpression({ text }: JsonString): boolean {
  return text.length > 1 && text.startsWith("[") && text.endsWith("]");
}

/** Reads ARM's template expressions: calls, strings, numbers, members and indexes. */
class ExpressionReader {
  readonly #text: string;
  readonly #context: ReadContext;
  readonly #offset: (index: number) => number;
  readonly #end: number;
  #at = 1;
  #depth = 0;
  tooDeep = false;

  constructor(node: JsonString, context: ReadContext) {
    this.#text = node.text;
    this.#end = node.text.length - 1;
    this.#context = context;
    this.#offset = offsetsOf(context.text, node);
  }

  /** The place in the document where reading stopped. */
  get failedAt(): { readonly start: number; readonly end: number } {
    const at = Math.min(this.#at, this.#end);
    return { start: this.#offset(at), end: this.#offset(at + 1) };
  }

  /** Null if it is not an expression. */
  read(): Expression | null {
    const expression = this.#expression();
    this.#skip();
    return this.#at === this.#end ? expression : null;
  }

  #expression(): Expression | null {
    this.#depth++;
    if (this.#depth > limits.expressionDepth) {
      this.tooDeep = true;
      return null;
    }
    this.#skip();
    const start = this.#at;
    let expression = this.#primary();
    while (expression) {
      const longer = this.#suffix(expression, start);
      if (longer === undefined) break;
      expression = longer;
    }
    this.#depth--;
    return expression;
  }

  #primary(): Expression | null {
    const start = this.#at;
    if (this.#text[start] === "'") return this.#string();
    const number = this.#match(/-?\d+(?:\.\d+)?/y);
    if (number !== null) return { kind: "literal", span: this.#span(start), value: Number(number) };
    const name = this.#match(/[A-Za-z_][\w]*(?:\s*\.\s*[A-Za-z_]\w*(?=\s*\())?/y);
    return name === null ? null : this.#call(foldName(name.replace(/\s/g, "")), start);
  }

  #call(name: string, start: number): Expression | null {
    const values: Expression[] = [];
    if (!this.#take("(")) return null;
    if (!this.#take(")")) {
      do {
        const value = this.#expression();
        if (!value) return null;
        values.push(value);
      } while (this.#take(","));
      if (!this.#take(")")) return null;
    }
    return lowerCall(name, values, this.#span(start), this.#context);
  }

  /** `.name` or `[index]` behind an expression; undefined when none follows, null when it is broken. */
  #suffix(target: Expression, start: number): Expression | null | undefined {
    if (this.#take("[")) {
      const index = this.#expression();
      if (!index || !this.#take("]")) return null;
      return { kind: "index", span: this.#span(start), target, index, safe: false, fromEnd: false };
    }
    if (!this.#take(".")) return undefined;
    this.#skip();
    const nameStart = this.#at;
    const name = this.#match(/[A-Za-z_$][\w$-]*/y);
    if (name === null) return null;
    const nameSpan = this.#span(nameStart);
    return { kind: "member", span: this.#span(start), target, name, nameSpan, safe: false };
  }

  /** A string in single quotes, in which two single quotes are one. */
  #string(): Expression | null {
    const start = this.#at;
    let value = "";
    for (let from = start + 1; ;) {
      const close = this.#text.indexOf("'", from);
      if (close < 0 || close >= this.#end) return null;
      value += this.#text.slice(from, close);
      this.#at = close + 1;
      if (this.#text[close + 1] !== "'") return { kind: "literal", span: this.#span(start), value };
      value += "'";
      from = close + 2;
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found === null || this.#at + found.length > this.#end) return null;
    this.#at += found.length;
    return found;
  }

  #take(token: string): boolean {
    this.#skip();
    if (this.#at >= this.#end || this.#text[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    while (this.#at < this.#end && this.#text.charCodeAt(this.#at) <= 32) this.#at++;
  }

  #span(start: number): Span {
    return spanOf({ start: this.#offset(start), end: this.#offset(this.#at) }, this.#context);
  }
}

/**
 * Lowers a call of ARM's expression language, its name already in lower case: what names something becomes a name, what
 * chooses a condition; the rest stays a call of a function of the dialect
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions).
 */
function lowerCall(
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

/** Where the declarations of a template are gathered, and how one nested in it is read. */
export interface Gathered {
  readonly parameters: Template["parameters"];
  readonly variables: Template["variables"];
  readonly resources: ResourceDeclaration[];
  readonly modules: ModuleDeclaration[];
  /** Whether nested deployments that do not say so have expressions of their own. */
  readonly innerByDefault: boolean;
  /** The id of what the template is deployed to, where that is no resource group. */
  readonly scope: Expression | null;
  readonly readTemplate: (node: JsonObject, context: ReadContext) => Template;
}

/** What resources and nested deployments have in common. */
export interface DeclaredHead {
  readonly node: JsonObject;
  readonly symbol: string;
  readonly key: string | null;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  /** Inside the declaration: `copyIndex()` means its loop. */
  readonly context: ReadContext;
}

/** What most resources are not asked for. */
export interface DeclaredRest {
  readonly span: Span;
  readonly labelSpan: Span;
  readonly name: Expression | null;
  readonly dependsOn: Expression | null;
}
