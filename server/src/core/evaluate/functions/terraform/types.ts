import { causesInside } from "../../values/causes-inside.ts";
import { isDict, isList, isText, type List } from "../../values/plain.ts";
import { type Scalar, scalarAs, type ScalarType } from "../../values/scalars.ts";
import { asSet, mayRepeat } from "../../values/sets.ts";
import { unifiedItems, valuesOf, withValues } from "../../values/unified.ts";
import { distinctCauses, known, unknown, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { perOption, plainOf, type Single, unsupported } from "../arm/arguments.ts";

/**
 * Conversions: https://developer.hashicorp.com/terraform/language/functions/tostring and related functions. Null
 * stays null.
 */
export const types: Readonly<Record<string, TemplateFunction>> = {
  tostring: perOption(([value], call) => convert(value, call, "string")),
  tobool: perOption(([value], call) => convert(value, call, "bool")),
  tonumber: perOption(([value], call) => convert(value, call, "number")),
  tolist: perOption(toList),
  toset: perOption(([value], call) =>
    listAs(value, call, (list) => {
      const typed = ofOneType(list);
      return typed && asSet(typed);
    }),
  ),
  tomap: perOption(toMap),
  toobject: perOption(([value], call) => sameKind(value, call)),
  sensitive: perOption(([value], call) => value ?? wrongArguments(call)),
  nonsensitive: perOption(([value], call) => value ?? wrongArguments(call)),
  // Which values are ephemeral is not followed.
  ephemeralasnull: unsupported,
  issensitive: (call) =>
    unknown({ kind: "unsupported", construct: { kind: "code", name: "issensitive()" } }, call.origin),
};

function convert(value: Single | undefined, call: Call, type: ScalarType): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined || plain === null || isText(plain)) return value ?? wrongArguments(call);
  if (typeof plain === "object") return wrongArguments(call);
  const converted = scalarAs(type, plain);
  if (converted === undefined) return isOddNumber(call, plain) ? unsupported(call) : wrongArguments(call);
  return converted === plain ? value : known(converted, call.origin);
}

/** Forms of numbers that Terraform may take: `1e3`, `+1`, `.5`. */
function isOddNumber({ name }: Call, plain: Scalar): boolean {
  return name.endsWith("tonumber") && typeof plain === "string" && /^[-+.]?\d[\d.eE+-]*$/.test(plain);
}

/** A set becomes a list in the order of its items. */
export function toList([value]: readonly Single[], call: Call): Value {
  return listAs(value, call, (list) => {
    if (!list.isSet) return ofOneType(list);
    const { isSet: _, ...items } = list;
    // Where items may be equal, it is not known how many there are.
    const because = mayRepeat(list) ? list.items.flatMap(causesInside) : [];
    return { ...items, open: distinctCauses([...list.open, ...because]) };
  });
}

/** Null if its items have no type in common. */
function ofOneType(list: List): List | null {
  const items = unifiedItems(list.items, list.open);
  return items && { ...list, items };
}

function listAs(value: Single | undefined, call: Call, change: (list: List) => List | null): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined || plain === null) return value ?? wrongArguments(call);
  const changed = isList(plain) ? change(plain) : null;
  return changed ? { ...value, kind: "known", value: changed } : wrongArguments(call);
}

function toMap([value]: readonly Single[], call: Call): Value {
  const plain = plainOf(value) ?? null;
  if (!isDict(plain)) return sameKind(value, call);
  const values = unifiedItems(valuesOf(plain), plain.open);
  return values ? known(withValues(plain, values), value?.origin ?? call.origin) : wrongArguments(call);
}

function sameKind(value: Single | undefined, call: Call): Value {
  const plain = plainOf(value);
  const fits = plain === undefined || plain === null || isDict(plain);
  return value && fits ? value : wrongArguments(call);
}
