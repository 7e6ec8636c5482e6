import { all, type Truth, truth } from "../../../logic/truth.ts";
import {
  type Dict,
  equalValues,
  isDict,
  isHandle,
  isList,
  isText,
  type List,
  type Plain,
} from "../../values/plain.ts";
import { partsOf } from "../../values/unified.ts";
import type { Known, Value } from "../../values/value.ts";

const deepest = 20;

/**
 * Whether values are equal in Terraform, where collections are only if they are of one type: a list equals no tuple or set, and a map no
 * object. https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
export function equalWithTypes(a: Value, b: Value): Truth {
  const isEqual = equalValues(a, b);
  if (isEqual === "no" || !isCollection(a) || !isCollection(b)) return isEqual;
  const isOneType = haveOneType(a, b, 0);
  return isOneType === "yes" ? isEqual : isOneType;
}

function isCollection(value: Value): value is Known<Dict | List> {
  return value.kind === "known" && (isList(value.value) || isDict(value.value));
}

function haveOneType(one: Value, other: Value, depth: number): Truth {
  if (one.kind !== "known" || other.kind !== "known" || depth > deepest) return "maybe";
  const [a, b] = [one.value, other.value];
  if (a === null || b === null || isHandle(a) || isHandle(b)) return "maybe";
  if (a === b) return "yes";
  if ((isList(a) && isList(b)) || (isDict(a) && isDict(b))) return haveOnePartType(a, b, depth + 1);
  const kindOf = (plain: NonNullable<Plain>): string =>
    isText(plain) ? "string" : typeof plain === "object" ? plain.kind : typeof plain;
  return truth(kindOf(a) === kindOf(b));
}

/** Each part of tuples and objects has its own type, all of lists, sets and maps have one. */
function haveOnePartType(a: Dict | List, b: Dict | List, depth: number): Truth {
  const [left, right] = [typingOf(a), typingOf(b)];
  if (left === "set" && right === "set") return haveOneOfAll(a, b, depth);
  if (left === undefined || right === undefined) return left === "set" || right === "set" ? "no" : "maybe";
  if (left !== right) return "no";
  if (left === true) return haveOneOfAll(a, b, depth);
  if (a.open.length + b.open.length > 0) return "maybe";
  const [parts, others] = [partsOf(a), partsOf(b)];
  if (parts.size !== others.size) return "no";
  return all(
    [...parts].map(([key, part]) => {
      const same = others.get(key);
      return same ? haveOneType(part, same, depth) : "no";
    }),
  );
}

function typingOf(collection: Dict | List): boolean | "set" | undefined {
  return isList(collection) && collection.isSet ? "set" : collection.isOfOneType;
}

function haveOneOfAll(a: Dict | List, b: Dict | List, depth: number): Truth {
  const [first, other] = [a, b].map((each) => [...partsOf(each).values()][0]);
  return first && other ? haveOneType(first, other, depth) : "maybe";
}
