import { addTo } from "../../logic/grouped.ts";
import type { Expression, ForExpression, Loop } from "../../template/expression.ts";
import { nameOfEntry } from "../../template/lazy-entry.ts";
import type { Dialect } from "../../template/template.ts";
import { type LimitName, limits } from "../../text/limits.ts";
import { compareCodePoints } from "../../text/compare.ts";
import { type DictEntry, isDict, isList, type List, listOf, samePlain } from "../values/plain.ts";
import type { Wrapped } from "../types.ts";
import { bind, evaluateBoolean, evaluateIn, type Scope, typeOfLiterals, unwatched } from "../scope.ts";
import {
  type Cause,
  causesOf,
  causesOr,
  choose,
  distinctCauses,
  type Known,
  known,
  type Origin,
  unknown,
  type Value,
} from "../values/value.ts";
import { asSet, orderOf } from "../values/sets.ts";
import { causesInside } from "../values/scalars.ts";
import { allUnseen, unseenUnder } from "../values/find-entry.ts";

/** One iteration of a loop: the locals are bound. */
export interface Iteration {
  readonly scope: Scope;
  /** Position in a list, key of a dictionary or item of a set. */
  readonly label: number | string;
}

export interface Iterations {
  readonly iterations: readonly Iteration[];
  /** Why there may be more iterations than these; empty when these are all. */
  readonly open: readonly Cause[];
}

/** The known iterations of a loop; at most `most`. Terraform refuses lists in `for_each`: what looks like one here is a set. */
export function iterationsOf(loop: Loop, scope: Scope, most: number): Iterations {
  const source = evaluateIn(scope, loop.source);
  const list = source.kind === "known" && isList(source.value) ? source.value : null;
  const isSet = list !== null && loop.key !== null && scope.frame.template.dialect === "terraform";
  return iterationsOver(loop, isSet ? { ...source, kind: "known", value: asSet(list) } : source, scope, most);
}

function iterationsOver(loop: Loop, source: Value, scope: Scope, most: number): Iterations {
  if (source.kind !== "known") return { iterations: [], open: causesOr(causesOf(source), anyLoop) };
  const pairs = pairsOf(source, scope.frame.template.dialect);
  if (!pairs && scope.watch) scope.watch.hasFailed = true;
  if (!pairs) return { iterations: [], open: [{ kind: "failure", reason: { kind: "loop-over-no-list" } }] };
  const { spend } = budgetOf(scope);
  const iterations: Iteration[] = [];
  for (const [label, value] of pairs.items) {
    const isFull = iterations.length >= most;
    if (isFull || !spend(1)) {
      const limit = !isFull ? "steps" : limitOf(most);
      return { iterations, open: [...pairs.open, { kind: "budget", limit }] };
    }
    iterations.push({ label, scope: bindIteration(loop, scope, label, value, iterations.length) });
  }
  return { iterations, open: pairs.open };
}

function limitOf(most: number): LimitName {
  if (most === limits.items) return "items";
  return most === limits.copies ? "copies" : "instances";
}

/** A scope in which the locals of an unknown iteration are unknown. */
export function anyIteration(loop: Loop, scope: Scope, because: readonly Cause[]): Scope {
  const each = unknown(because, { span: loop.span });
  return bind(bind(bind(unwatched(scope), loop.key, each), loop.item, each), loop.index, each);
}

/** A `for` in a value: a list, or a dictionary where it has keys. Each choice of what it runs over has its own. */
export function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const source = evaluateIn(scope, expression.loop.source);
  if (source.kind !== "oneOf") return evaluateIterations(expression, source, scope);
  const results = source.options.map((option) => evaluateIterations(expression, option, scope));
  return choose(results, source.because, { span: expression.span }, samePlain);
}

function evaluateIterations(expression: ForExpression, source: Value, scope: Scope): Value {
  const { iterations, open } = iterationsOver(expression.loop, source, scope, limits.items);
  const hidden: Hidden[] =
    open.length > 0 ? [{ scope: anyIteration(expression.loop, scope, open), because: open }] : [];
  const kept = iterations.filter((iteration) => {
    if (!expression.filter) return true;
    const keep = evaluateBoolean(iteration.scope, expression.filter);
    if (keep.kind === "known" && (typeof keep.value === "boolean" || !scope.watch))
      return keep.value === true;
    if (keep.kind === "known" && scope.watch) scope.watch.hasFailed = true;
    hidden.push({ scope: iteration.scope, because: causesOr(causesOf(keep), anyLoop) });
    return false;
  });
  if (expression.key) return gather(expression, expression.key, kept, hidden, scope);
  const items = kept.map((iteration) => evaluateIn(iteration.scope, expression.body));
  const causes = distinctCauses(hidden.flatMap(({ because }) => because));
  const wraps = wrappedBy(expression, source);
  const from = source.kind === "known" && isList(source.value) ? source.value : null;
  const list = { ...listOf(items, causes), ...orderOf([from], items), ...typeOfLiterals(scope) };
  return known(wraps ? { ...list, wraps } : list, { span: expression.span });
}

/** The list that a loop takes one for one; null if it does more than to wrap its items. */
function wrappedBy({ body, filter, loop }: ForExpression, source: Value): Wrapped | null {
  if (filter || source.kind !== "known" || !isList(source.value)) return null;
  const path = pathTo(loop.item, body);
  return path && { list: source.value, origin: source.origin, path };
}

function pathTo(item: string | null, body: Expression): readonly string[] | null {
  if (isName(body, item)) return [];
  if (body.kind !== "dictionary") return null;
  const [only, ...others] = body.entries.filter(({ value }) => value.kind !== "literal");
  if (only?.kind !== "entry" || others.length > 0 || !isName(only.value, item)) return null;
  const name = nameOfEntry(only);
  return name === null ? null : [name];
}

function isName(expression: Expression, name: string | null): boolean {
  return expression.kind === "name" && expression.space === "local" && expression.name === name;
}

/** An iteration that there may be. */
interface Hidden {
  readonly scope: Scope;
  readonly because: readonly Cause[];
}

function gather(
  expression: ForExpression,
  keyOf: NonNullable<ForExpression["key"]>,
  iterations: readonly Iteration[],
  hidden: readonly Hidden[],
  around: Scope,
): Value {
  const { watch } = around;
  const unseen = hidden.map(({ scope, because }) => unseenUnder(evaluateIn(scope, keyOf), because));
  const gathered = new Map<string, Value[]>();
  for (const iteration of iterations) {
    const key = evaluateIn(iteration.scope, keyOf);
    if (key.kind !== "known" || typeof key.value === "object")
      unseen.push(unseenUnder(key, causesOr(causesInside(key), anyLoop)));
    else addTo(gathered, String(key.value), evaluateIn(iteration.scope, expression.body));
  }
  const origin = { span: expression.span };
  const entries = new Map<string, DictEntry>();
  for (const [name, values] of gathered) {
    const [first, ...others] = values;
    if (others.length > 0 && !expression.grouped && watch) watch.hasFailed = true;
    const alone = others.length > 0 ? repeatedKey(name, origin) : first;
    const value = expression.grouped || !alone ? known(listOf(values), origin) : alone;
    entries.set(name, { value, span: null, keySpan: null });
  }
  return known(
    { kind: "dict", entries, ...allUnseen(unseen), site: null, ...typeOfLiterals(around) },
    origin,
  );
}

/** Only groups may have equal keys: https://developer.hashicorp.com/terraform/language/expressions/for#grouping-results */
function repeatedKey(name: string, origin: Origin): Value {
  return unknown({ kind: "failure", reason: { kind: "repeated-key", name } }, origin);
}

interface Pairs {
  readonly items: Iterable<readonly [number | string, Value]>;
  readonly open: readonly Cause[];
}

function pairsOf(source: Known, dialect: Dialect): Pairs | null {
  const plain = source.value;
  if (isList(plain))
    return { items: plain.isSet ? setPairs(plain) : plain.items.entries(), open: plain.open };
  if (!isDict(plain)) return null;
  const items = [...plain.entries].map(([key, entry]) => [key, entry.value] as const);
  return { items: dialect === "terraform" ? items.sort(byKey) : items, open: plain.open };
}

/**
 * The items of a set are their own keys, in their order
 * (https://developer.hashicorp.com/terraform/language/meta-arguments/for_each).
 */
function setPairs(set: List): Pairs["items"] {
  const pairs = set.items.map((item, index): readonly [number | string, Value] => [
    item.kind === "known" && (typeof item.value === "string" || typeof item.value === "number")
      ? item.value
      : index,
    item,
  ]);
  return set.unordered ? pairs.sort(byKey) : pairs;
}

function byKey([a]: readonly [number | string, Value], [b]: readonly [number | string, Value]): number {
  if (typeof a !== "string" || typeof b !== "string") return 0;
  return compareCodePoints(a, b);
}

function bindIteration(
  loop: Loop,
  scope: Scope,
  label: number | string,
  value: Value,
  position: number,
): Scope {
  // Nothing is written for a key or a position alone.
  const origin = { span: loop.span, isPart: true } as const;
  const withKey = bind(scope, loop.key, known(label, origin));
  const withItem = bind(withKey, loop.item, value);
  return bind(withItem, loop.index, known(position, origin));
}

function budgetOf(scope: Scope): { readonly spend: (steps: number) => boolean } {
  const { budget } = scope.frame.run;
  return { spend: (steps) => budget.spend(steps) };
}

const anyLoop = { kind: "loop" } as const;
