import type { IndexExpression, MemberExpression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import { findEntry, hiddenAt } from "../values/find-entry.ts";
import { handleMember } from "./handles.ts";
import {
  type Dict,
  isDict,
  isHandle,
  isList,
  isText,
  type List,
  type Plain,
  samePlain,
} from "../values/plain.ts";
import { evaluateIn, type Scope } from "../scope.ts";
import { amongEntries, oneAmong } from "../values/among.ts";
import { notHeld, scalarAs } from "../values/scalars.ts";
import { saidSymbol, symbolOf } from "../values/symbol.ts";
import {
  choose,
  distinctCauses,
  known,
  mapValue,
  type Origin,
  type Unknown,
  unknown,
  type Value,
} from "../values/value.ts";

/** `target.name`, `target.?name`. */
export function evaluateMember(expression: MemberExpression, scope: Scope): Value {
  const target = evaluateIn(scope, expression.target);
  const isExact = scope.frame.template.dialect === "terraform";
  return memberOf(target, expression.name, expression.safe, { span: expression.span }, isExact);
}

/** `target[index]`, `target[^index]`, `target['name']`. */
export function evaluateIndex(expression: IndexExpression, scope: Scope): Value {
  const target = evaluateIn(scope, expression.target);
  const index = evaluateIn(scope, expression.index);
  const origin = { span: expression.span };
  const { safe, fromEnd } = expression;
  const isTerraform = scope.frame.template.dialect === "terraform";
  const at = (written: Plain): Value => {
    const key = isTerraform ? keyFor(target, written) : written;
    if (typeof key === "string") return memberOf(target, key, safe, origin, isTerraform);
    if (typeof key === "number") return itemOf(target, key, { safe, fromEnd }, origin);
    return unknown({ kind: "failure", reason: { kind: "index-not-number-or-string" } }, origin);
  };
  if (index.kind === "unknown") {
    const symbols = [symbolOf(target) ?? saidSymbol(expression.target, scope), index.symbol];
    const symbol = symbols.includes(null) ? null : `${symbols.join("[")}]`;
    const causes = target.kind === "unknown" ? [...target.because, ...index.because] : index.because;
    const found = unknown(causes, origin, symbol);
    if (!index.among) return amongEntries(found, target);
    return oneAmong(
      found,
      index.among.map((key) => at(key.value)),
    );
  }
  return mapValue(index, origin, at, samePlain);
}

/** Terraform converts an index to the type that the collection has. */
function keyFor(target: Value, key: Plain): Plain {
  const plain = target.kind === "known" ? target.value : null;
  const wanted = isList(plain) ? "number" : isDict(plain) ? "string" : null;
  if (wanted === null || key === null || typeof key === "object" || typeof key === wanted) return key;
  const converted = scalarAs(wanted, key);
  return converted === notHeld || converted === undefined ? key : converted;
}

/**
 * The member of a value. Missing members of what is wholly known are null when `safe`, else a failure. Azure finds them whatever their case is, Terraform does
 * not (https://developer.hashicorp.com/terraform/language/expressions/types#indices-and-attributes).
 */
export function memberOf(target: Value, name: string, safe: boolean, origin: Origin, isExact = false): Value {
  if (target.kind === "unknown") return unknownMember(target, name, origin.span);
  const member = (plain: Plain): Value => memberOfPlain(plain, name, safe, origin, isExact);
  return mapValue(target, origin, member, samePlain, (symbol) => `${symbol}.${name}`);
}

function memberOfPlain(plain: Plain, name: string, safe: boolean, origin: Origin, isExact = false): Value {
  if (isDict(plain)) return memberOfDict(plain, name, safe, origin, isExact);
  if (isHandle(plain)) return handleMember(plain, name, safe, origin);
  if (plain === null && safe) return known(null, origin);
  if (isList(plain) && name === "length") return known(plain.items.length, origin);
  const kind = plain === null ? "member-of-null" : "member-of-no-object";
  return unknown({ kind: "failure", reason: { kind, name } }, origin);
}

function memberOfDict(dict: Dict, name: string, safe: boolean, origin: Origin, isExact: boolean): Value {
  const entry = isExact ? dict.entries.get(name) : findEntry(dict, name);
  if (entry) return entry.value;
  const because = hiddenAt(dict, name);
  if (because.length > 0) return unknown(because, origin, dict.symbol ? `${dict.symbol}.${name}` : null);
  if (safe) return known(null, origin);
  return unknown({ kind: "failure", reason: { kind: "no-member", name } }, origin);
}

/** The item at a position; missing ones are null when `safe`, else a failure. */
export function itemOf(
  target: Value,
  index: number,
  how: { readonly safe: boolean; readonly fromEnd: boolean },
  origin: Origin,
): Value {
  const label = how.fromEnd ? `^${index}` : String(index);
  if (target.kind === "unknown") return unknownMember(target, `[${label}]`, origin.span);
  const pick = (plain: Plain): Value => {
    if (isList(plain)) return itemOfList(plain, index, how, origin);
    if (plain === null && how.safe) return known(null, origin);
    if (isText(plain) || isDict(plain)) return memberOfPlain(plain, String(index), how.safe, origin);
    return unknown({ kind: "failure", reason: { kind: "item-of-no-list", name: label } }, origin);
  };
  return mapValue(target, origin, pick, samePlain, (symbol) => `${symbol}.[${label}]`);
}

function itemOfList(
  list: List,
  index: number,
  how: { readonly safe: boolean; readonly fromEnd: boolean },
  origin: Origin,
): Value {
  if (list.isSet)
    return unknown({ kind: "failure", reason: { kind: "item-of-no-list", name: String(index) } }, origin);
  if (list.open.length > 0) return unknown(list.open, origin);
  const item = how.fromEnd ? list.items.at(-index) : list.items[index];
  if (item) return list.unordered ? choose(list.items, list.unordered, origin, samePlain) : item;
  if (how.safe) return known(null, origin);
  return unknown({ kind: "failure", reason: { kind: "no-item", name: String(index) } }, origin);
}

/** The unknown value of a member of something unknown. */
function unknownMember(target: Unknown, member: string, span: Span): Unknown {
  const symbol = symbolOf(target);
  return unknown(distinctCauses(target.because), { span }, symbol === null ? null : `${symbol}.${member}`);
}
