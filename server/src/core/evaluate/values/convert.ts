import type { TypeConstraint } from "../../template/type-constraint.ts";
import type { Dict, DictEntry, List, Plain } from "./plain.ts";
import { isDict, isList, samePlain } from "./plain.ts";
import type { Scope } from "../scope.ts";
import { evaluateIn } from "../scope.ts";
import { asSet } from "./sets.ts";
import { hiddenAt } from "./unseen-entries.ts";
import type { Origin, Value } from "./value.ts";
import { known, mapValue, unknown } from "./value.ts";

/**
 * Converts a value to a type (https://developer.hashicorp.com/terraform/language/expressions/type-constraints):
 * omitted attributes get their defaults, others are dropped, strings and numbers are converted. A value that cannot
 * be converted is kept, because Terraform rejects it anyway.
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
  if (isList(plain)) return known(convertList(plain, type, scope), origin);
  if (isDict(plain)) return known(convertDict(plain, type, scope, origin), origin);
  return known(typeof plain === "object" ? plain : convertScalar(plain, type), origin);
}

function convertScalar(plain: boolean | number | string, type: TypeConstraint): Plain {
  switch (type.kind) {
    case "string":
      return String(plain);
    case "number":
      return typeof plain === "string" && /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain;
    case "bool":
      return plain === "true" || plain === "1" ? true : plain === "false" || plain === "0" ? false : plain;
    default:
      return plain;
  }
}

function convertList(list: List, type: TypeConstraint, scope: Scope): List {
  if (type.kind === "tuple") {
    const items = list.items.map((item, index) => {
      const of = type.items[index];
      return of ? convert(item, of, scope) : item;
    });
    return { ...list, items };
  }
  if (type.kind !== "list" && type.kind !== "set") return list;
  const items = list.items.map((item) => convert(item, type.of, scope));
  return type.kind === "set" ? asSet({ ...list, items }) : { ...list, items };
}

function convertDict(dict: Dict, type: TypeConstraint, scope: Scope, origin: Origin): Dict {
  if (type.kind === "map") {
    const entries = [...dict.entries].map(([key, entry]): readonly [string, DictEntry] => [
      key,
      { ...entry, value: convert(entry.value, type.of, scope) },
    ]);
    return { ...dict, entries: new Map(entries) };
  }
  return type.kind === "object" ? convertObject(dict, type, scope, origin) : dict;
}

function convertObject(
  dict: Dict,
  type: Extract<TypeConstraint, { readonly kind: "object" }>,
  scope: Scope,
  origin: Origin,
): Dict {
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
  }
  return { ...dict, entries, open: dict.open };
}
