import type {
  Attribute,
  Body,
  Expression,
  ObjectNode,
} from "../../server/src/core/syntax/terraform/hcl/nodes.ts";
import { readHcl } from "../../server/src/core/syntax/terraform/hcl/parse.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A text of Terraform's native syntax as a person would write it in JSON
 * (https://developer.hashicorp.com/terraform/language/syntax/json): literals, lists and objects are JSON's, everything else is an
 * interpolation. What cannot be read in the text is left out.
 */
export function terraformJsonOf(text: string): string {
  const hcl = readHcl(text);
  return JSON.stringify(hcl && bodyOf(hcl.body, text), null, 2);
}

function bodyOf({ attributes, blocks }: Body, text: string, type = ""): Json {
  const entries: Record<string, Json> = {};
  for (const attribute of attributes) entries[attribute.name] = attributeOf(attribute, text, type);
  for (const block of blocks)
    add(entries, [block.type, ...block.labels], bodyOf(block.body, text, block.type));
  return entries;
}

/** Blocks with the same labels are a list. */
function add(entries: Record<string, Json>, [name = "", ...labels]: readonly string[], body: Json): void {
  const present = entries[name];
  if (labels.length > 0) {
    const inner = { ...(present as Record<string, Json> | undefined) };
    add(inner, labels, body);
    entries[name] = inner;
  } else if (present === undefined) entries[name] = body;
  else entries[name] = Array.isArray(present) ? [...(present as readonly Json[]), body] : [present, body];
}

/** Addresses and types are written as strings of their own. */
function attributeOf({ name, value }: Attribute, text: string, type: string): Json {
  if (!value) return "${}";
  const written = text.slice(value.start, value.end);
  if (name === "type" && type === "variable") return written;
  if (name !== "depends_on" && name !== "ignore_changes") return valueOf(value, text);
  if (!written.startsWith("[")) return written;
  return written
    .slice(1, -1)
    .replace(/#.*/g, "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function valueOf(expression: Expression, text: string): Json {
  const written = text.slice(expression.start, expression.end);
  switch (expression.kind) {
    case "literal":
    case "number":
      return JSON.parse(written) as Json;
    case "template":
      return expression.style === "quoted" ? unescaped(written.slice(1, -1)) : heredocText(written);
    case "tuple":
      return expression.items.map((item) => valueOf(item, text));
    case "object":
      return objectOf(expression, text);
    default:
      return `\${${written}}`;
  }
}

/** The lines between the marks, without what all of them are indented by if the first mark has a hyphen. */
function heredocText(written: string): string {
  const lines = written.split("\n").slice(1, -1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = written.startsWith("<<-") ? Math.min(...indents) : 0;
  return lines.map((line) => `${line.slice(indent)}\n`).join("");
}

function objectOf({ elements }: ObjectNode, text: string): Json {
  return Object.fromEntries(elements.map(({ key, value }) => [keyOf(key, text), valueOf(value, text)]));
}

function keyOf(key: Expression, text: string): string {
  const written = text.slice(key.start, key.end);
  if (/^[\w-]+$/.test(written)) return written;
  return written.startsWith('"') ? unescaped(written.slice(1, -1)) : `\${${written}}`;
}

/** Escapes are JSON's own, outside of interpolations. */
function unescaped(template: string): string {
  return template.includes("{") ? template : (JSON.parse(`"${template}"`) as string);
}
