import { isDict, isList, isText, type List, type Plain } from "../../values/plain.ts";
import { notHeld, scalarAs, type ScalarType } from "../../values/scalars.ts";
import { asListOfOneType, asSet } from "../../values/sets.ts";
import { unifiedItems, valuesOf, withValues } from "../../values/unified.ts";
import { type Cause, causesOf, isFailure, known, unknown, type Value } from "../../values/value.ts";
import { perOption, plainOf, type Single, unsupported } from "../arm/arguments.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";

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
  if (converted === notHeld) return unsupported(call);
  if (converted === undefined) return wrongArguments(call);
  return converted === plain ? value : known(converted, call.origin);
}

/** A set becomes a list in the order of its items. */
export function toList([value]: readonly Single[], call: Call): Value {
  return listAs(value, call, (list) => {
    const typed = ofOneType(list);
    return typed && asListOfOneType(typed);
  });
}

/** Null if its items have no type in common. */
function ofOneType(list: List): List | null {
  if (isNullAmongCollections(list.items)) return null;
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
  return values
    ? known({ ...withValues(plain, values), isOfOneType: true }, value?.origin ?? call.origin)
    : wrongArguments(call);
}

function sameKind(value: Single | undefined, call: Call): Value {
  const plain = plainOf(value);
  const fits = plain === undefined || plain === null || isDict(plain);
  return value && fits ? value : wrongArguments(call);
}

/** Between null and a collection, Terraform finds no type of items, unlike one of the values of a map or of results of a conditional. */
export function isNullAmongCollections(items: readonly Value[]): boolean {
  return items.some((item) => item.kind === "known" && item.value === null) && items.some(isCollection);
}

function isCollection(item: Value): boolean {
  return item.kind === "known" && (isList(item.value) || isDict(item.value));
}

/**
 * What may fail (https://developer.hashicorp.com/terraform/language/functions/try). An argument that is unknown only because it
 * would fail is passed over; one that is unknown for another reason may fail or not.
 */
export const failures: Readonly<Record<string, TemplateFunction>> = { try: firstThatHolds, can: holds };

function firstThatHolds(call: Call): Value {
  const because: Cause[] = [];
  for (const value of call.arguments) {
    if (fails(value)) continue;
    if (because.length === 0 && !mayFail(value)) return value;
    because.push(...causesOf(value));
    if (value.kind === "known") break;
  }
  return because.length > 0 ? unknown(because, call.origin) : wrongArguments(call);
}

function holds(call: Call): Value {
  const [value] = call.arguments;
  if (!value) return wrongArguments(call);
  return mayFail(value) && !fails(value)
    ? unknown(causesOf(value), call.origin)
    : known(!fails(value), call.origin);
}

/** Parts that are looked at. */
const most = 1000;

/** A list, object or text fails with any of its parts. */
function fails(value: Value): boolean {
  const parts = [value];
  // Grows while it is walked.
  for (const part of parts) {
    if (isFailure(part)) return true;
    if (part.kind === "known" && parts.length < most) parts.push(...partsOf(part.value));
  }
  return false;
}

function partsOf(plain: Plain): readonly Value[] {
  if (isText(plain)) return plain.parts.filter((part) => typeof part !== "string");
  return isList(plain) ? plain.items : isDict(plain) ? valuesOf(plain) : [];
}

/** What only Azure or the provider knows is there, though its value is not known. */
function mayFail(value: Value): boolean {
  return (
    value.kind === "unknown" &&
    !value.because.every((cause) => cause.kind === "runtime" || cause.kind === "existing")
  );
}
