import { type Attribute, type Body, fileBody } from "../../server/src/core/syntax/terraform/hcl/body.ts";
import { type HclNode, readHcl } from "../../server/src/core/syntax/terraform/hcl/node.ts";
import { testGrammar } from "./hcl-grammar.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A text of Terraform's native syntax as a person would write it in JSON
 * (https://developer.hashicorp.com/terraform/language/syntax/json): literals, lists and objects are JSON's, everything else is an
 * interpolation. What cannot be read in the text is left out.
 */
export function terraformJsonOf(text: string): string {
  const hcl = readHcl(text, testGrammar);
  return JSON.stringify(hcl && bodyOf(fileBody(hcl.root, text), text), null, 2);
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
  if (!value) return null;
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

function valueOf(expression: HclNode, text: string): Json {
  const [only] = expression.children;
  const inner = only?.children[0];
  const written = text.slice(expression.start, expression.end);
  if (expression.children.length !== 1 || !only || !inner) return `\${${written}}`;
  if (only.type === "literal_value" && inner.type !== "string_lit") return JSON.parse(written) as Json;
  if (only.type === "literal_value" || inner.type === "quoted_template")
    return unescaped(written.slice(1, -1));
  if (inner.type === "heredoc_template") return heredocText(written);
  if (inner.type === "tuple")
    return inner.children.filter((each) => each.type === "expression").map((item) => valueOf(item, text));
  if (inner.type === "object") return objectOf(inner, text);
  return `\${${written}}`;
}

/** The lines between the marks, without what all of them are indented by if the first mark has a hyphen. */
function heredocText(written: string): string {
  const lines = written.split("\n").slice(1, -1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = written.startsWith("<<-") ? Math.min(...indents) : 0;
  return lines.map((line) => `${line.slice(indent)}\n`).join("");
}

function objectOf(object: HclNode, text: string): Json {
  return Object.fromEntries(
    object.children
      .filter(({ type }) => type === "object_elem")
      .map(({ children }) => {
        const [key, value] = children.filter((each) => each.type === "expression");
        return [key ? keyOf(key, text) : "", value ? valueOf(value, text) : null];
      }),
  );
}

function keyOf(key: HclNode, text: string): string {
  const written = text.slice(key.start, key.end);
  if (/^[\w-]+$/.test(written)) return written;
  return written.startsWith('"') ? unescaped(written.slice(1, -1)) : `\${${written}}`;
}

/** Escapes are JSON's own, outside of interpolations. */
function unescaped(template: string): string {
  return template.includes("{") ? template : (JSON.parse(`"${template}"`) as string);
}
