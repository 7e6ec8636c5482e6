import { isDict, isHandle, isList, type List, type Plain, samePlain } from "../../values/plain.ts";
import { asScalar, type ScalarType } from "../../values/scalars.ts";
import { asListOfOneType } from "../../values/sets.ts";
import { isFailure, known, mapValue, type Origin, type Value } from "../../values/value.ts";
import { normalized } from "./letters.ts";
import { type TemplateFunction, wrongArguments } from "../function.ts";

/**
 * The parameters of functions and operators, as in https://developer.hashicorp.com/terraform/language/functions and
 * https://github.com/zclconf/go-cty/tree/main/cty/function/stdlib. Scalars are converted to the type of the parameter. A `list` may be a
 * tuple, `items` a set too; of `list(…)` the items are converted, and `collection` is any of these or a `map`, which may be an object. Null is
 * refused where there is no question mark. The result behind an arrow has a single type.
 */
const signatures = Object.entries({
  bool: "!",
  "bool? bool?": "&& ||",
  "number number": "+ - * / % < <= > >= pow",
  number: "negate abs ceil floor signum",
  "list(bool)": "alltrue anytrue",
  string:
    "base64decode base64encode chomp cidrnetmask file fileexists lower strrev title trimspace upper yamldecode",
  "list(any) number -> list": "chunklist",
  "string number": "cidrhost",
  "string number number": "cidrsubnet substr",
  "string number... -> list": "cidrsubnets",
  "list...": "coalescelist concat",
  "list(string) -> list": "compact sort",
  "items any": "contains",
  "list(any) -> list": "distinct",
  "list number": "element",
  "string string": "endswith regex regexall startswith strcontains trim trimprefix trimsuffix",
  items: "flatten one reverse sum",
  "string any?...": "format",
  "string any?... -> list": "formatlist",
  "list any": "index",
  "string list(string)...": "join",
  map: "keys transpose values",
  collection: "length",
  "map string any?": "lookup",
  "list(any) list(any) list(any) -> list": "matchkeys",
  "number...": "max min",
  "map?...": "merge",
  "any number": "parseint",
  "number... -> list": "range",
  "string string string": "replace",
  "items...": "setintersection setunion",
  "items items": "setsubtract",
  "list number number": "slice",
  "string string -> list": "split",
  "list(string) list": "zipmap",
}).flatMap(([signature, names]) => names.split(" ").map((name) => [name, signature] as const));

const signatureOf: ReadonlyMap<string, string> = new Map(signatures);

/** The function with its arguments as it takes them; it fails where Terraform refuses one, or where one has failed. */
export function typed(name: string, implementation: TemplateFunction): TemplateFunction {
  const signature = signatureOf.get(name);
  if (signature === undefined) return (call) => inNormalForm(implementation(call));
  const [taken = "", given] = signature.split(" -> ");
  const parameters = taken.split(" ").map(readParameter);
  const last = parameters.at(-1);
  const none = (parameter: Parameter | undefined): parameter is undefined => parameter === undefined;
  return (call) => {
    const refuse = (): Value => wrongArguments(call);
    const values: Value[] = [];
    for (const [index, value] of call.arguments.entries()) {
      const own = parameters[index] ?? (last?.repeats ? last : undefined);
      const taken = none(own) ? refuse() : own.take(value, refuse);
      // A connective may not need what fails.
      if (taken !== value && isFailure(taken)) return taken;
      values.push(taken);
    }
    const result = implementation({ ...call, arguments: values });
    return given && result.kind === "known" && isList(result.value)
      ? { ...result, value: { ...result.value, isOfOneType: true } }
      : inNormalForm(result);
  };
}

function inNormalForm(value: Value): Value {
  const text = value.kind === "known" && typeof value.value === "string" ? value.value : "";
  const normal = normalized(text);
  return normal === text ? value : known(normal, value.origin);
}

interface Parameter {
  readonly repeats: boolean;
  readonly take: (value: Value, refuse: () => Value) => Value;
}

function readParameter(text: string): Parameter {
  const type = /^[a-z()]+/.exec(text)?.[0] ?? "";
  const isNullable = text.includes("?");
  return {
    repeats: text.endsWith("..."),
    take: (value, refuse) => {
      if (value.kind === "unknown") return value;
      if (value.kind === "known" && value.value === null) return isNullable ? value : refuse();
      return type === "any"
        ? value
        : (scalarTypes.get(type)?.(value, refuse) ?? collection(type, value, refuse));
    },
  };
}

const scalarTypes: ReadonlyMap<string, (value: Value, refuse: () => Value) => Value> = new Map(
  (["string", "number", "bool"] as const).map((type) => [
    type,
    (value: Value, refuse: () => Value): Value => asScalar(value, type, refuse),
  ]),
);

function collection(type: string, value: Value, refuse: () => Value): Value {
  const of = /\((\w+)\)/.exec(type)?.[1];
  const take = (plain: Plain, origin: Origin): Value => {
    if (isHandle(plain)) return known(plain, origin);
    if (!accepts(type, plain)) return refuse();
    return of !== undefined && isList(plain) ? listOfType(plain, of, origin, refuse) : known(plain, origin);
  };
  if (value.kind === "known" && of === undefined) return accepts(type, value.value) ? value : refuse();
  return mapValue(value, value.origin, take, samePlain);
}

function accepts(type: string, plain: Plain): boolean {
  if (isHandle(plain)) return true;
  if (isDict(plain)) return type === "map" || type === "collection";
  if (isList(plain)) return type === "list" ? !plain.isSet : type !== "map";
  return type === "collection" && plain !== null && typeof plain !== "number" && typeof plain !== "boolean";
}

function listOfType(list: List, of: string, origin: Origin, refuse: () => Value): Value {
  if (of === "any") return known(list, origin);
  const items = list.items.map((item) => asScalar(item, of as ScalarType, refuse));
  const failed = items.find((item, index) => item !== list.items[index] && isFailure(item));
  if (failed) return failed;
  const isSame = items.every((item, index) => item === list.items[index]);
  const same = isSame ? list : { ...list, items };
  return known(list.isSet ? asListOfOneType(same) : same, origin);
}
