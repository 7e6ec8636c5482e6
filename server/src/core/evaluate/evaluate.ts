import { assertNever } from "../logic/assert-never.ts";
import type {
  CallExpression,
  ConditionalExpression,
  Expression,
  TextExpression,
  UnreadableExpression,
} from "../template/expression.ts";
import type { FunctionDeclaration } from "../template/template.ts";
import { limits } from "../text/limits.ts";
import { filesOf } from "./expressions/call-files.ts";
import { evaluateTest } from "./conditions.ts";
import { evaluateDictionary, evaluateList } from "./expressions/collections.ts";
import { evaluateFor } from "./expressions/for.ts";
import { evaluateIndex, evaluateMember } from "./expressions/members.ts";
import type { TemplateFunction } from "./functions/function.ts";
import { normalized } from "./functions/terraform/letters.ts";
import { importedAs } from "./instances/calls.ts";
import { evaluateName } from "./expressions/names.ts";
import { isList, type Lambda, samePlain, textOf } from "./values/plain.ts";
import { bind, type Frame, homeOf, type Scope, unwatched } from "./scope.ts";
import { specialForms } from "./expressions/reference.ts";
import { callSymbol, textPieces } from "./values/symbol.ts";
import { unified } from "./values/unified.ts";
import { unrepeatable } from "./values/unrepeatable.ts";
import { oneAmong } from "./values/among.ts";
import {
  type Cause,
  causesOf,
  choose,
  distinctCauses,
  isFailure,
  known,
  type OneOf,
  symbolized,
  type Unknown,
  unknown,
  type Value,
  withOrigin,
  writtenAt,
} from "./values/value.ts";
import { type Span, spanKey } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";

/** What an expression is worth in a scope. Never throws and always ends: limits give unknowns. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { budget } = scope.frame.run;
  // Types and names are usually literals: a vault is reported even if too little budget is left to evaluate more.
  if (expression.kind === "literal") {
    budget.spend(1);
    const { value, span } = expression;
    // Azure and Terraform tell apart whole numbers that are the same here.
    if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      return unknown({ kind: "unsupported", construct: { kind: "code", name: String(value) } }, { span });
    return known(value, { span });
  }
  if (!budget.enter())
    return unknown(
      { kind: "budget", limit: budget.exhausted ? "steps" : "expression-depth" },
      { span: expression.span },
    );
  const value = evaluateKind(expression, scope);
  if (scope.watch && isFailure(value)) scope.watch.hasFailed = true;
  budget.leave();
  return value;
}

/** Evaluates a lambda's body with values for its parameters; missing ones are null. */
function applyLambda(lambda: Lambda, values: readonly Value[]): Value {
  let scope = lambda.scope;
  lambda.expression.parameters.forEach((name, index) => {
    const value = values[index] ?? known(null, { span: lambda.expression.span });
    scope = bind(scope, name, value);
  });
  return evaluate(lambda.expression.body, scope);
}

function evaluateKind(expression: Exclude<Expression, { readonly kind: "literal" }>, scope: Scope): Value {
  const origin = { span: expression.span };
  switch (expression.kind) {
    case "text":
      return evaluateText(expression, scope);
    case "list":
      return evaluateList(expression, scope);
    case "dictionary":
      return evaluateDictionary(expression, scope);
    case "name":
      return evaluateName(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    case "member":
      return evaluateMember(expression, scope);
    case "index":
      return evaluateIndex(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "lambda":
      return known({ kind: "lambda", expression, scope }, origin);
    case "for":
      return evaluateFor(expression, scope);
    case "unreadable":
      return unknown(unreadableCause(expression, scope), origin);
    default:
      return assertNever(expression);
  }
}

function unreadableCause({ construct, inside }: UnreadableExpression, scope: Scope): Cause {
  if (inside) return { kind: "secret", name: null, reference: evaluate(inside, scope) };
  if (construct?.kind === "too-deep") return { kind: "budget", limit: "expression-depth" };
  return construct === null ? { kind: "syntaxError" } : { kind: "unsupported", construct };
}

function evaluateText(expression: TextExpression, scope: Scope): Value {
  const parts: (string | Unknown)[] = [];
  let length = 0;
  const isTerraform = scope.frame.template.dialect === "terraform";
  for (const part of expression.parts) {
    const value = evaluate(part, scope);
    // https://developer.hashicorp.com/terraform/language/expressions/strings#interpolation: only what can be converted to a string.
    if (isTerraform && value.kind === "known" && value.value === null) return wrongKind(expression.span);
    for (const piece of textPieces(value)) {
      length += typeof piece === "string" ? piece.length : 1;
      parts.push(piece);
    }
  }
  const origin = { span: expression.span };
  const isAffordable = scope.frame.run.budget.spend(parts.length + (length >> 6));
  if (length > limits.textLength || !isAffordable)
    return unknown({ kind: "budget", limit: isAffordable ? "text-length" : "steps" }, origin);
  const text = textOf(parts);
  return known(isTerraform && typeof text === "string" ? normalized(text) : text, origin);
}

function evaluateConditional(expression: ConditionalExpression, scope: Scope): Value {
  const isMet = scope.frame.run.created?.holds(expression.test, scope.frame) ?? null;
  if (isMet !== null) return evaluate(isMet ? expression.yes : expression.no, scope);
  const test = evaluateTest(expression.test, scope);
  if (test.kind === "known" && typeof test.value === "boolean") {
    const { yes, no } = expression;
    return test.value ? resultOf(yes, no, scope) : resultOf(no, yes, scope);
  }
  if (test.kind === "known")
    return unknown({ kind: "failure", reason: { kind: "condition-not-boolean" } }, { span: expression.span });
  if (isFailure(test)) return unknown(causesOf(test), { span: expression.span });
  const either = unwatched(scope);
  const [yes, no] = [
    resultOf(expression.yes, expression.no, either),
    resultOf(expression.no, expression.yes, either),
  ];
  const origin = { span: expression.span };
  const value = choose([yes, no], causesOf(test), origin, samePlain);
  if (value.kind !== "known") return named(value, "?:", [test, yes, no]);
  // The same whichever way it goes is written in two places, so that neither alone decides.
  return !isWrittenAtOnePlace(yes, no) ? { ...value, origin } : value;
}

/** Terraform converts it to the type that it has in common with the other result. */
function resultOf(taken: Expression, other: Expression, scope: Scope): Value {
  const value = evaluate(taken, scope);
  const isFinal = value.kind === "unknown" || (value.kind === "known" && value.value === null);
  if (isFinal || scope.frame.template.dialect !== "terraform") return value;
  const [result] = unified([value, evaluate(other, unwatched(scope))]) ?? [];
  return result ?? wrongKind(taken.span);
}

function wrongKind(span: Span): Unknown {
  return unknown({ kind: "failure", reason: { kind: "wrong-kind" } }, { span });
}

function isWrittenAtOnePlace(yes: Value, no: Value): boolean {
  return spanKey(writtenAt(yes.origin)) === spanKey(writtenAt(no.origin));
}

function evaluateCall(expression: CallExpression, scope: Scope): Value {
  const special = specialForms.get(expression.name);
  const handled = special?.(expression, scope);
  if (handled) return handled;
  const values = spreadArguments(expression, scope);
  const origin = { span: expression.span };
  if (!values)
    return unknown(
      { kind: "unsupported", construct: { kind: "code", name: `${expression.name}(list...)` } },
      origin,
    );
  const { run, template } = scope.frame;
  if (declaresFunction(scope, expression.name)) return callUserFunction(expression, values, scope);
  const functions = run.functions(template.dialect);
  const implementation = functions.get(expression.name);
  if (implementation) return callFunction(implementation, expression, values, scope);
  const list = functions.get("list*");
  if (list && /^list/i.test(expression.name)) return callFunction(list, expression, values, scope);
  return callUserFunction(expression, values, scope);
}

function callFunction(
  implementation: TemplateFunction,
  expression: CallExpression,
  values: readonly Value[],
  scope: Scope,
): Value {
  const { budget } = scope.frame.run;
  const { span } = expression;
  // What a function puts into its result has the place of the whole call.
  const origin = { span, isPart: true } as const;
  const call = {
    name: expression.name,
    origin,
    place: homeOf(scope).frame.path,
    group: homeOf(scope).frame.group,
    apply: applyLambda,
    files: filesOf(homeOf(scope), expression.span),
    spend: (steps: number) => budget.spend(steps),
  };
  const made = amongResults(values, (given) => implementation({ ...call, arguments: given }));
  const result = made.origin === origin ? withOrigin(made, { span }) : made;
  return result.kind === "known" ? result : named(result, expression.name, values);
}

/** If an argument is one of several values, so is the result; it is known if it is the same for all of them. */
function amongResults(values: readonly Value[], call: (values: readonly Value[]) => Value): Value {
  const result = call(values);
  if (result.kind !== "unknown") return result;
  const index = values.findIndex((each) => each.kind === "unknown" && each.among);
  const given = values[index];
  if (given?.kind !== "unknown" || !given.among) return result;
  return oneAmong(
    result,
    given.among.map((each) => call(values.with(index, each))),
  );
}

function spreadArguments(expression: CallExpression, scope: Scope): readonly Value[] | null {
  const values = argumentsOf(expression, scope);
  const last = values.at(-1);
  if (!expression.spreadLast || !last) return values;
  if (last.kind !== "known" || !isList(last.value) || last.value.open.length > 0) return null;
  return [...values.slice(0, -1), ...last.value.items];
}

/** Terraform's `try` and `can` see every failure in an operand; its `&&` and `||` may not need what is behind them. */
function argumentsOf({ name, arguments: all }: CallExpression, scope: Scope): readonly Value[] {
  const isTerraform = scope.frame.template.dialect === "terraform";
  if (isTerraform && /^(?:core::)?(?:try|can)$/.test(name))
    return all.map((argument) => evaluateWatched(argument, scope));
  const others = scope.watch && /^(?:&&|\|\|)$/.test(name) ? unwatched(scope) : scope;
  return all.map((argument, index) => evaluate(argument, index === 0 ? scope : others));
}

/** A value that a failure in any part of the expression fails, whether or not the part is used. */
export function evaluateWatched(expression: Expression, { frame, locals }: Scope): Value {
  const watch = { hasFailed: false };
  const value = evaluate(expression, { frame, locals, watch });
  return watch.hasFailed && !isFailure(value) ? wrongKind(expression.span) : value;
}

/** Whether the template declares or imports a function of that name, which hides one of the language. */
function declaresFunction(scope: Scope, name: string): boolean {
  const { functions, imports } = homeOf(scope).frame.template;
  return functions.has(name) || imports?.has(name.split(".", 1)[0] ?? name) === true;
}

function callUserFunction(expression: CallExpression, values: readonly Value[], scope: Scope): Value {
  const origin = { span: expression.span };
  const found = userFunction(expression.name, homeOf(scope).frame);
  if (!("frame" in found)) return named(unknown(found, origin), expression.name, values);
  let inner: Scope = { frame: found.frame, locals: null };
  found.declaration.parameters.forEach((name, index) => {
    inner = bind(inner, name, values[index] ?? known(null, origin));
  });
  return withOrigin(evaluate(found.declaration.body, inner), origin);
}

/** The namespace that the Bicep compiler declares functions in. */
const compiledNamespace = "__bicep";

function userFunction(
  name: string,
  frame: Frame,
): Cause | { readonly frame: Frame; readonly declaration: FunctionDeclaration } {
  const { functions } = frame.template;
  const declaration = functions.get(name) ?? functions.get(`${compiledNamespace}.${name}`);
  if (declaration) return { frame, declaration };
  const imported = importedAs(frame, name);
  if (imported && "frame" in imported) return userFunction(imported.name, imported.frame);
  return imported ?? { kind: "unsupported", construct: { kind: "code", name: `${name}()` } };
}

/** Gives what is not known and has no name that of the call that made it, so that the same call elsewhere is the same value. */
function named(value: Unknown | OneOf, name: string, values: readonly Value[]): Value {
  if (value.symbol !== null) return value;
  const because =
    value.because.length > 0 ? value.because : distinctCauses(values.flatMap((each) => causesOf(each)));
  return symbolized({ ...value, because }, () =>
    unrepeatable.has(foldWord(name)) ? null : callSymbol(name, values),
  );
}
