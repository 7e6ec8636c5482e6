import type { TypeConstraint } from "../../template/declared-type.ts";
import {
  type Dict,
  type DictEntry,
  isDict,
  isList,
  isText,
  type List,
  type Plain,
  samePlain,
} from "./plain.ts";
import { evaluateIn, type Scope } from "../scope.ts";
import { asScalar } from "./scalars.ts";
import { asListOfOneType, asSet } from "./sets.ts";
import { unifiedItems, valuesOf, withValues } from "./unified.ts";
import { hiddenAt } from "./find-entry.ts";
import { type Cause, isFailure, known, mapValue, type Origin, unknown, type Value } from "./value.ts";

/**
 * Converts a value to a type (https://developer.hashicorp.com/terraform/language/expressions/type-constraints):
 * omitted attributes get their defaults, others are dropped, strings and numbers are converted. A value that cannot
 * be converted fails.
 */
export function convert(value: Value, type: TypeConstraint, scope: Scope): Value {
  if (type.kind === "any") return value;
  return mapValue(
    value,
    value.origin,
    (plain, origin) => convertPlain(plain, type, scope, origin),
    samePlain,
    (symbol) => symbol,
  );
}

function convertPlain(plain: Plain, type: TypeConstraint, scope: Scope, origin: Origin): Value {
  if (plain === null) return known(plain, origin);
  if (isList(plain)) return orFailure(convertList(plain, type, scope), origin);
  if (isDict(plain)) return orFailure(convertDict(plain, type, scope, origin), origin);
  if (type.kind === "string" || type.kind === "number" || type.kind === "bool")
    return asScalar(known(plain, origin), type.kind, failure);
  // A resource is an object, of which no more is known here.
  return typeof plain === "object" && !isText(plain) ? known(plain, origin) : failure(origin);
}

/** What fails inside of a value fails all of it. */
function orFailure(converted: List | Dict | null, origin: Origin): Value {
  const parts = converted === null ? [] : isList(converted) ? converted.items : valuesOf(converted);
  return converted === null || parts.some(isFailure) ? failure(origin) : known(converted, origin);
}

function failure(origin: Origin): Value {
  return unknown({ kind: "failure", reason: { kind: "wrong-kind" } }, origin);
}

function convertItems(
  values: readonly Value[],
  open: readonly Cause[],
  of: TypeConstraint,
  scope: Scope,
): readonly Value[] | null {
  const converted = values.map((value) => convert(value, of, scope));
  return hasAny(of) ? unifiedItems(converted, open) : converted;
}

function hasAny(type: TypeConstraint): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "list":
    case "set":
    case "map":
      return hasAny(type.of);
    case "tuple":
      return type.items.some(hasAny);
    case "object":
      return [...type.attributes.values()].some((attribute) => hasAny(attribute.type));
    default:
      return false;
  }
}

/** Null of what no list of the type can be. Where items have one type, it may be whichever. */
function convertList(list: List, type: TypeConstraint, scope: Scope): List | null {
  if (type.kind === "tuple") {
    if (list.open.length === 0 && list.items.length !== type.items.length) return null;
    const items = list.items.map((item, index) => {
      const of = type.items[index];
      return of ? convert(item, of, scope) : item;
    });
    return { ...list, items, isOfOneType: false };
  }
  if (type.kind !== "list" && type.kind !== "set") return null;
  const items = convertItems(list.items, list.open, type.of, scope);
  if (!items) return null;
  const converted = { ...list, items };
  return type.kind === "set" ? asSet(converted) : asListOfOneType(converted);
}

function convertDict(dict: Dict, type: TypeConstraint, scope: Scope, origin: Origin): Dict | null {
  if (type.kind === "map") {
    const values = convertItems(valuesOf(dict), dict.open, type.of, scope);
    return values && { ...withValues(dict, values), isOfOneType: true };
  }
  return type.kind === "object" ? convertObject(dict, type, scope, origin) : null;
}

function convertObject(
  dict: Dict,
  type: Extract<TypeConstraint, { readonly kind: "object" }>,
  scope: Scope,
  origin: Origin,
): Dict | null {
  const entries = new Map<string, DictEntry>();
  for (const [name, attribute] of type.attributes) {
    const written = dict.entries.get(name);
    const isNull = written?.value.kind === "known" && written.value.value === null;
    const because = hiddenAt(dict, name);
    const needsDefault =
      attribute.optional && (written ? isNull && attribute.default !== null : because.length === 0);
    if (needsDefault) {
      const value = attribute.default ? evaluateIn(scope, attribute.default) : known(null, origin);
      const converted = convert(value, attribute.type, scope);
      entries.set(name, { value: converted, span: written?.span ?? null, keySpan: written?.keySpan ?? null });
    } else if (written)
      entries.set(name, { ...written, value: convert(written.value, attribute.type, scope) });
    else if (because.length > 0)
      entries.set(name, { value: unknown(because, origin), span: null, keySpan: null });
    else return null;
  }
  return { ...dict, entries, open: dict.open, isOfOneType: false };
}
