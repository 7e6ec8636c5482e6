import type { CallExpression, Expression } from "../template/expression.ts";
import { existsAlready } from "./values/state.ts";
import { spanKey, type Span } from "../text/document.ts";
import { evaluateBoolean, evaluateIn, homeOf, type Scope } from "./scope.ts";
import type { Cause, Condition } from "./types.ts";
import { known, type Unknown, unknown, type Value } from "./values/value.ts";
import type { OpenParameter } from "./open-parameters.ts";

/** What a test is worth: if it is not known, as the world assumes, or with causes that have it as a condition. */
export function evaluateTest(test: Expression, scope: Scope): Value {
  const value = evaluateBoolean(scope, test);
  const condition = value.kind === "unknown" ? conditionOf(value, test, scope) : null;
  if (value.kind !== "unknown" || !condition) return value;
  const assumed = scope.frame.run.world.get(condition.key);
  if (assumed !== undefined) return known(assumed !== condition.isNegated, value.origin);
  const because = value.because.map((cause): Cause => ({ ...cause, conditions: [condition] }));
  return { ...value, because };
}

/** What may have been misread, or is never evaluated, has no answer. */
const unanswered: ReadonlySet<Cause["kind"]> = new Set(["syntaxError", "failure", "cycle", "budget"]);

function conditionOf(value: Unknown, test: Expression, scope: Scope): Condition | null {
  if (value.because.some(({ kind }) => unanswered.has(kind))) return null;
  const { frame } = homeOf(scope);
  // Without a symbol it has one value where it is written, unless locals differ there.
  const symbol = value.symbol ?? (scope.locals ? null : `${frame.identity} ${spanKey(test.span)}`);
  return symbol === null ? null : { ...positive(symbol), span: test.span, place: frame.path };
}

/** What is kept of a resource that exists: known where the world assumes that none exists yet. */
export function evaluateKept({ arguments: [declared, by], span }: CallExpression, scope: Scope): Value {
  const exists = scope.frame.run.world.get(existsAlready);
  if (exists === false && declared) return evaluateIn(scope, declared);
  const { frame } = homeOf(scope);
  const condition: Condition = { key: existsAlready, isNegated: false, span, place: frame.path };
  const name = by?.kind === "literal" ? String(by.value) : null;
  const cause: Cause = {
    kind: "runtime",
    call: name === null ? { kind: "kept-if-exists" } : { kind: "ignored-changes", name },
    ...(exists === undefined ? { conditions: [condition] } : {}),
  };
  const symbol = scope.locals ? null : `kept ${frame.identity} ${spanKey(span)}`;
  return unknown(cause, { span }, symbol);
}

function positive(symbol: string): Pick<Condition, "key" | "isNegated"> {
  const negated = /^(?:(?:!|not)\((.*)\)|!(=\(.*))$/s.exec(symbol);
  if (!negated) return { key: symbol, isNegated: false };
  const { key, isNegated } = positive(negated[1] ?? `=${negated[2] ?? ""}`);
  return { key, isNegated: !isNegated };
}

/** A condition that is not known: a parameter with two values, named as it is written. */
export interface OpenCondition extends OpenParameter {
  readonly condition: Condition;
  readonly because: readonly Cause[];
}

/** In Terraform's JSON syntax, an expression has the place of the whole string: only where it has one condition, that is certain. */
const interpolated = /^\$\{([^?]*) \? [^?]*\}$/s;
/** Characters of a name. */
const longest = 100;
const booleans = [true, false];

/** The conditions among causes, in order, without repetition; those that the documents at hand do not show are left out. */
export function openConditions(
  causes: Iterable<Cause>,
  textAt: (span: Span) => string | null,
): readonly OpenCondition[] {
  const found = new Map<string, { readonly condition: Condition; readonly because: readonly Cause[] }>();
  for (const cause of causes)
    for (const condition of cause.conditions ?? []) {
      const before = found.get(condition.key) ?? { condition, because: [] };
      found.set(condition.key, { ...before, because: [...before.because, cause] });
    }
  const names = new Set<string>();
  return [...found.values()].flatMap(({ condition, because }): OpenCondition[] => {
    if (condition.key === existsAlready)
      return [{ name: existsAlready, domain: booleans, condition, because }];
    const { among, key } = condition;
    if (among) return [{ name: key, domain: among, condition, because }];
    const text = textAt(condition.span)
      ?.replace(/^"\[(.*)\]"$/s, "$1")
      .replace(interpolated, (_, test: string) => test.replaceAll('\\"', '"'))
      .replace(/\s+/g, " ");
    if (text === undefined || text.startsWith("${")) return [];
    const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
    const written = condition.place === null ? short : `${short} in ${condition.place}`;
    // In the iterations of a loop, one text is several conditions.
    const name = names.has(written) ? `${written} (${names.size + 1})` : written;
    names.add(name);
    return [{ name, domain: booleans, condition, because }];
  });
}
