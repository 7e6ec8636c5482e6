import type { Span } from "../../text/document.ts";
import { all, any, type Truth } from "../../logic/truth.ts";
import type { Hop, Origin } from "./origin.ts";
import type { Construct } from "../../template/construct.ts";
import type { Cause, Known, OneOf, Unknown, Value } from "../types.ts";

export type { Hop, Origin } from "./origin.ts";
export type { Cause, Known, OneOf, Unknown, Value } from "../types.ts";

/** Certainly not written. Not part of `Value`: only what reads a field can say so. */
export interface Absent {
  readonly kind: "absent";
  readonly within: Span;
}

const none: readonly Cause[] = [];
const mostCauses = 8;
const mostOptions = 8;
const longestSymbol = 400;

/** A known value written at `origin`. */
export function known<T>(value: T, origin: Origin): Known<T> {
  return { kind: "known", value, origin };
}

/** An unknown value. */
export function unknown(
  because: Cause | readonly Cause[],
  origin: Origin,
  symbol: string | null = null,
): Unknown {
  const causes = "kind" in because ? [because] : because;
  return {
    kind: "unknown",
    because: distinctCauses(causes),
    symbol: symbol !== null && symbol.length <= longestSymbol ? symbol : null,
    origin,
  };
}

/** The text of a known string; null of every other value. */
export function knownText(value: Value<unknown> | Absent | null | undefined): string | null {
  return value?.kind === "known" && typeof value.value === "string" ? value.value : null;
}

/** The same value, seen from `origin`. */
export function withOrigin<T>(value: Value<T>, origin: Origin): Value<T> {
  return { ...value, origin };
}

/** The value seen at `use`, having come through a name. Written out, because a spread with one more property costs as much as all else. */
export function through<T>(value: Value<T>, use: Span, hop: Omit<Hop, "origin">): Value<T> {
  const { via, name, uses, allowed = null } = hop;
  return withOrigin(value, { span: use, from: { via, name, uses, origin: value.origin, allowed } });
}

/** The place the value was finally written. */
export function writtenAt(origin: Origin): Span {
  let current = origin;
  while (current.from) current = current.from.origin;
  return current.span;
}

/** Whether the written place holds more than the value, as a call of `split` does for each of its items. */
export function isPart(origin: Origin): boolean {
  for (let at: Origin | undefined = origin; at; at = at.from?.origin) if (at.isPart) return true;
  return false;
}

/** Whether the value is a default, in whose place a deployment may give another one. */
export function isDefault({ origin }: Pick<Value, "origin">): boolean {
  return hops(origin).some(({ via }) => via === "parameter default");
}

/** The hops from use to written place, first hop first. */
export function hops(origin: Origin): readonly Hop[] {
  const result: Hop[] = [];
  for (let hop = origin.from; hop; hop = hop.origin.from) result.push(hop);
  return result;
}

/** What a value depends on: nothing when it is known. */
export function causesOf(value: Value<unknown> | Absent): readonly Cause[] {
  return value.kind === "unknown" || value.kind === "oneOf" ? value.because : none;
}

/** Whether a value is unknown only because its evaluation would fail. */
export function isFailure(value: Value): boolean {
  const because = value.kind === "unknown" ? value.because : none;
  return because.length > 0 && because.every((cause) => cause.kind === "failure");
}

/** Causes that are never none: where nothing else is known, the construct is one. */
export function causesOr(causes: readonly Cause[], construct: Construct): readonly Cause[] {
  return causes.length > 0 ? causes : [{ kind: "unsupported", construct }];
}

/** A value as one that is known or not: which of several it is, is not. */
export function asSingle(value: Value): Known | Unknown {
  if (value.kind !== "oneOf") return value;
  return { ...unknown(value.because, value.origin, value.symbol), among: value.options };
}

/** All causes of several, distinct, at most 8. */
export function distinctCauses(causes: Iterable<Cause>): readonly Cause[] {
  // Nearly every list and dictionary has none.
  if (Array.isArray(causes) && causes.length === 0) return none;
  const seen = new Map<string, Cause>();
  for (const cause of causes) {
    const key = causeKey(cause);
    const before = seen.get(key);
    seen.set(key, before ? withConditions(before, cause.conditions) : cause);
    if (seen.size === mostCauses) break;
  }
  return [...seen.values()];
}

/** One cause of several conditions. */
function withConditions(cause: Cause, others: Cause["conditions"]): Cause {
  const { conditions = [] } = cause;
  const more = others?.filter(({ key }) => !conditions.some((each) => each.key === key)) ?? [];
  return more.length > 0 ? { ...cause, conditions: [...conditions, ...more] } : cause;
}

/** Asks a known value, all options of a choice, or shrugs. */
export function is<T>(value: Value<T> | Absent, test: (value: T) => Truth): Truth {
  switch (value.kind) {
    case "known":
      return test(value.value);
    case "oneOf": {
      const answers = value.options.map((option) => test(option.value));
      const certain = all(answers);
      return certain === "yes" ? "yes" : any(answers) === "no" ? "no" : "maybe";
    }
    case "unknown":
      return "maybe";
    case "absent":
      return "no";
  }
}

/**
 * The value's alternatives as one value: a single one stays, several known ones become a choice, and
 * anything unknown among them makes the whole unknown. Equal options (by `same`) count once.
 */
export function choose<T>(
  alternatives: readonly Value<T>[],
  because: readonly Cause[],
  origin: Origin,
  same: (a: T, b: T) => boolean,
): Value<T> {
  const options: Known<T>[] = [];
  const causes: Cause[] = [...because];
  let open = false;
  for (const alternative of alternatives) {
    causes.push(...causesOf(alternative));
    if (alternative.kind === "unknown") open = true;
    else
      for (const option of optionsOf(alternative)) {
        if (!options.some((other) => same(other.value, option.value))) options.push(option);
      }
  }
  const [first] = options;
  if (open || !first || options.length > mostOptions)
    return unknown(causes.length > 0 ? causes : [{ kind: "budget", limit: "combinations" }], origin);
  if (options.length === 1) return first;
  return { kind: "oneOf", options, because: distinctCauses(causes), symbol: null, origin };
}

/** The same value under a symbol, if it is not known and has none. */
export function symbolized(value: Value, symbol: () => string | null): Value {
  if (value.kind === "known" || value.symbol !== null) return value;
  const given = symbol();
  return given === null || given.length > longestSymbol ? value : { ...value, symbol: given };
}

/** The known alternatives of a value that is not unknown. */
function optionsOf<T>(value: Known<T> | OneOf<T>): readonly Known<T>[] {
  return value.kind === "known" ? [value] : value.options;
}

/**
 * Applies a function to what is known. Unknown stays unknown for the same causes, under the symbol that `rename`
 * gives the result; each option of a choice is mapped separately.
 */
export function mapValue<T, U>(
  value: Value<T>,
  origin: Origin,
  map: (known: T, origin: Origin) => Value<U>,
  same: (a: U, b: U) => boolean,
  rename: (symbol: string) => string | null = () => null,
): Value<U> {
  if (value.kind === "unknown")
    return unknown(value.because, origin, value.symbol === null ? null : rename(value.symbol));
  if (value.kind === "known") return map(value.value, origin);
  const chosen = choose(
    value.options.map((option) => map(option.value, origin)),
    value.because,
    origin,
    same,
  );
  const symbol = value.symbol === null ? null : rename(value.symbol);
  return chosen.kind === "known" || symbol === null ? chosen : { ...chosen, symbol: chosen.symbol ?? symbol };
}

export function causeKey(cause: Cause): string {
  switch (cause.kind) {
    case "parameter":
    case "cycle":
      return `${cause.kind} ${cause.name}`;
    case "secret":
      return cause.name === null ? "a secret" : `secret ${cause.name}`;
    case "runtime":
      return typeof cause.call === "string" ? `runtime ${cause.call}` : factKey("state", cause.call);
    case "existing":
      return `existing ${cause.symbol}`;
    case "module":
      return `module ${cause.reference}`;
    case "file":
      return `file ${cause.path}`;
    case "outside":
      return `outside ${cause.path}`;
    case "unsupported":
      return factKey("unsupported", cause.construct);
    case "conflict":
      return `conflict ${JSON.stringify(cause.writers)}`;
    case "failure":
      return factKey("failure", cause.reason);
    case "syntaxError":
    case "environment":
    case "budget":
      return cause.kind;
  }
}

function factKey(cause: string, fact: { readonly kind: string; readonly name?: string }): string {
  return `${cause} ${fact.kind} ${fact.name ?? ""}`;
}
