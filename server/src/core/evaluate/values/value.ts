import type { Span } from "../../text/span.ts";
import type { Truth } from "../../logic/truth.ts";
import { all, any } from "../../logic/truth.ts";
import type { Plain } from "./plain.ts";

/** What evaluation knows of an expression. Never a bare value: every answer says where it comes from. */
export type Value<T = Plain> = Known<T> | OneOf<T> | Unknown;

export interface Known<T = Plain> {
  readonly kind: "known";
  readonly value: T;
  readonly origin: Origin;
}

/** One of several known values, for choices that no parameter with a finite domain explains; 2 to 8 options. */
export interface OneOf<T = Plain> {
  readonly kind: "oneOf";
  readonly options: readonly Known<T>[];
  /** What the choice depends on; may be empty. */
  readonly because: readonly Cause[];
  readonly origin: Origin;
}

export interface Unknown {
  readonly kind: "unknown";
  /** What it depends on, most direct first, at most 8, without repetition. */
  readonly because: readonly Cause[];
  /**
   * Names the value although it is not known: two unknowns with one symbol are equal. Null when the value
   * cannot be named (it may differ at each use, or its expression is too long).
   */
  readonly symbol: string | null;
  readonly origin: Origin;
  /** What it is unless something that is not seen replaces it, as an unknown map may that is merged later. */
  readonly unlessReplaced?: Value;
}

/** Certainly not written. Not part of `Value`: only what reads a field can say so. */
export interface Absent {
  readonly kind: "absent";
  readonly within: Span;
}

/** Use site first, written place last. */
export interface Origin {
  readonly span: Span;
  readonly from?: Hop;
}

/** One step from a use to where its value was written. */
export interface Hop {
  readonly via: "variable" | "parameter default" | "argument" | "parameter file" | "output" | "local";
  readonly name: string;
  /** Counts how often the name is used; editing a value used more than once changes more than one place. */
  readonly uses: () => number;
  readonly origin: Origin;
}

export type Cause =
  /** A parameter of the root without a value; `domain` when its possible values are few and known. */
  | { readonly kind: "parameter"; readonly name: string; readonly domain: readonly Plain[] | null }
  /** Only the deployment decides: resourceGroup(), uniqueString() of it, runtime properties. */
  | { readonly kind: "runtime"; readonly call: string }
  | { readonly kind: "existing"; readonly symbol: string }
  | { readonly kind: "module"; readonly reference: string }
  /** Given in secret; `reference` where it is fetched from a vault, and says from which. */
  | { readonly kind: "secret"; readonly name: string; readonly reference?: Value }
  | { readonly kind: "file"; readonly path: string }
  /** A file that nothing here may read, because it is not part of what is judged. */
  | { readonly kind: "outside"; readonly path: string }
  | { readonly kind: "unsupported"; readonly construct: string }
  | { readonly kind: "cycle"; readonly name: string }
  | { readonly kind: "conflict"; readonly writers: string }
  | { readonly kind: "syntaxError" }
  /** The deployment or plan itself would fail here. */
  | { readonly kind: "failure"; readonly reason: string }
  | { readonly kind: "budget" };

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

/** The same value, seen from `origin`. */
export function withOrigin<T>(value: Value<T>, origin: Origin): Value<T> {
  return { ...value, origin };
}

/** The value seen at `use`, having come through a name. */
export function through<T>(value: Value<T>, use: Span, hop: Omit<Hop, "origin">): Value<T> {
  return withOrigin(value, { span: use, from: { ...hop, origin: value.origin } });
}

/** The place the value was finally written. */
export function writtenAt(origin: Origin): Span {
  let current = origin;
  while (current.from) current = current.from.origin;
  return current.span;
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

/** All causes of several, distinct, at most 8. */
export function distinctCauses(causes: Iterable<Cause>): readonly Cause[] {
  // Nearly every list and dictionary has none.
  if (Array.isArray(causes) && causes.length === 0) return none;
  const seen = new Map<string, Cause>();
  for (const cause of causes) {
    const key = causeKey(cause);
    if (!seen.has(key)) seen.set(key, cause);
    if (seen.size === mostCauses) break;
  }
  return [...seen.values()];
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
    return unknown(causes.length > 0 ? causes : [{ kind: "budget" }], origin);
  if (options.length === 1) return first;
  return { kind: "oneOf", options, because: distinctCauses(causes), origin };
}

/** The known alternatives of a value that is not unknown. */
function optionsOf<T>(value: Known<T> | OneOf<T>): readonly Known<T>[] {
  return value.kind === "known" ? [value] : value.options;
}

/**
 * Applies a function to what is known. Unknown stays unknown for the same causes, under the symbol that `rename`
 * gives the result; each option of a choice is mapped by itself.
 */
export function mapValue<T, U>(
  value: Value<T>,
  origin: Origin,
  map: (known: T, origin: Origin) => Value<U>,
  same: (a: U, b: U) => boolean,
  rename: (symbol: string) => string | null = () => null,
): Value<U> {
  if (value.kind === "unknown") {
    return unknown(value.because, origin, value.symbol === null ? null : rename(value.symbol));
  }
  if (value.kind === "known") return map(value.value, origin);
  return choose(
    value.options.map((option) => map(option.value, origin)),
    value.because,
    origin,
    same,
  );
}

function causeKey(cause: Cause): string {
  switch (cause.kind) {
    case "parameter":
    case "secret":
    case "cycle":
      return `${cause.kind} ${cause.name}`;
    case "runtime":
      return `runtime ${cause.call}`;
    case "existing":
      return `existing ${cause.symbol}`;
    case "module":
      return `module ${cause.reference}`;
    case "file":
      return `file ${cause.path}`;
    case "outside":
      return `outside ${cause.path}`;
    case "unsupported":
      return `unsupported ${cause.construct}`;
    case "conflict":
      return `conflict ${cause.writers}`;
    case "failure":
      return `failure ${cause.reason}`;
    case "syntaxError":
    case "budget":
      return cause.kind;
  }
}
