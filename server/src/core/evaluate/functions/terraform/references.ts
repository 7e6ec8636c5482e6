import { memberOf } from "../../expressions/members.ts";
import { splitText } from "../../instances/resource-id.ts";
import { dictOf, isDict, isList, isText, listOf, partsOf, textOf } from "../../values/plain.ts";
import { causesOf, known, unknown, type Value, withOrigin } from "../../values/value.ts";
import { notSeen, perOption, plainOf, type Single, unsupported } from "../arm/arguments.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { decodedJson } from "./encoding.ts";

/**
 * Calls that the Terraform reader creates for constructs that are not functions; their names cannot occur in a
 * file.
 */
export const references: Readonly<Record<string, TemplateFunction>> = {
  "[*]": perOption(splat),
  "for_each of blocks": perOption(blocks),
  "subscription id": (call) => withOrigin(call.group.subscription, call.origin),
  "name in id": perOption(nameInId),
  "part of type": perOption(partOfType),
  "azapi body": perOption(azapiBody),
  "rest of updated": (call) =>
    unknown({ kind: "runtime", call: { kind: "rest-of-updated-vault" } }, call.origin),
  "known after apply": (call) => unknown({ kind: "runtime", call: { kind: "after-apply" } }, call.origin),
  "terraform.workspace": (call) => runtime("terraform.workspace", call),
  "path.module": (call) => known(call.files.folder(), call.origin),
  "path.root": (call) => known(".", call.origin),
  "path.cwd": (call) => runtime("path.cwd", call),
};

function runtime(name: string, call: Call): Value {
  return unknown({ kind: "runtime", call: name }, call.origin, name);
}

/** https://developer.hashicorp.com/terraform/language/expressions/splat#single-values-as-lists */
function splat([value]: readonly Single[], call: Call): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined) return unknown(value ? causesOf(value) : [], call.origin);
  if (plain === null) return known(listOf([]), call.origin);
  return isList(plain) ? value : known(listOf([value]), call.origin);
}

function blocks([value]: readonly Single[], call: Call): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined || plain === null)
    return unknown(value ? causesOf(value) : [], call.origin);
  return isList(plain) || isDict(plain) ? value : unsupported(call);
}

/** The name that is this many levels above the last one in an ID. */
function nameInId(values: readonly Single[], call: Call): Value {
  const [id, depth] = values.map(plainOf);
  if (typeof depth !== "number" || (typeof id !== "string" && (id === undefined || !isText(id))))
    return unknown(values[0] ? causesOf(values[0]) : [], call.origin);
  return splitText(id, call.origin).at(-1 - 2 * depth) ?? unsupported(call);
}

/** What is before the first at sign of a type with its version, or behind it. */
function partOfType([type, index]: readonly Single[], call: Call): Value {
  const plain = plainOf(type);
  if (typeof plain !== "string" && (plain === undefined || !isText(plain)))
    return unknown(type ? causesOf(type) : [], call.origin);
  const parts = partsOf(plain);
  const at = parts.findIndex((part) => typeof part === "string" && part.includes("@"));
  const part = parts[at];
  const [before = "", ...behind] = typeof part === "string" ? part.split("@") : [];
  const isVersion = plainOf(index) === 1;
  if (at < 0) return isVersion ? unknown(type ? causesOf(type) : [], call.origin) : known(plain, call.origin);
  const pieces = isVersion ? [behind.join("@"), ...parts.slice(at + 1)] : [...parts.slice(0, at), before];
  return known(textOf(pieces), call.origin);
}

/** A body that is computed, or JSON: the properties are where ARM has them, if it is an object. */
function azapiBody([value]: readonly Single[], call: Call): Value {
  const written = plainOf(value);
  const isWritten = typeof written === "string" || (written !== undefined && isText(written));
  const decoded = isWritten ? decodedJson(written, call) : null;
  const plain = decoded?.kind === "known" ? decoded.value : written;
  if (plain !== undefined && isDict(plain)) return known(plain, call.origin);
  const properties = value ? memberOf(value, "properties", true, call.origin) : unsupported(call);
  return known(dictOf([["properties", properties]]), call.origin);
}

/**
 * Functions of files (https://developer.hashicorp.com/terraform/language/functions/file). A file that cannot be read here may be
 * there when Terraform runs, so that nothing is known of it.
 */
export const files: Readonly<Record<string, TemplateFunction>> = {
  file: perOption((values, call) => read(values, call, (text) => known(text, call.origin))),
  fileexists: perOption((values, call) => read(values, call, () => known(true, call.origin))),
  templatefile: perOption(expand),
};

function read([path]: readonly Single[], call: Call, take: (text: string) => Value): Value {
  const plain = plainOf(path);
  if (!path || typeof plain !== "string") return notSeen(call, path ? [path] : []);
  const text = call.files.read(plain);
  return typeof text === "string" ? take(text) : unknown(text, call.origin);
}

/** https://developer.hashicorp.com/terraform/language/functions/templatefile */
function expand(values: readonly Single[], call: Call): Value {
  const [path, given] = values.map(plainOf);
  if (typeof path !== "string" || given === undefined) return notSeen(call, values);
  if (!given || !isDict(given)) return wrongArguments(call);
  // An open dictionary may give values to more names than are seen.
  if (given.open.length > 0) return unknown(given.open, call.origin);
  const names = [...given.entries].map(([name, { value }]) => [name, value] as const);
  return withOrigin(call.files.expand(path, new Map(names)), call.origin);
}
