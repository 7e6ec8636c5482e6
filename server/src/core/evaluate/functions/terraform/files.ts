import { isDict } from "../../values/plain.ts";
import { known, unknown, type Value, withOrigin } from "../../values/value.ts";
import { notSeen, perOption, plainOf, type Single } from "../arm/arguments.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";

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
