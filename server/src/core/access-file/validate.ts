import { listAnd, listOr } from "../text/list.ts";
import type { Node } from "jsonc-parser";
import type { DocumentId } from "../text/span.ts";
import type { Schema } from "./schema-type.ts";
import type { AccessFileProblem } from "./tree.ts";
import { membersOf, spanOf } from "./tree.ts";

/** What a tree has that its schema does not allow, each where it stands. */
export function problemsWith(node: Node, schema: Schema, document: DocumentId): readonly AccessFileProblem[] {
  const at = (place: Node, message: string): readonly AccessFileProblem[] => [
    { span: spanOf(document, place), message },
  ];
  const alternative = schema.anyOf ? alternativeFor(node, schema.anyOf) : schema;
  if (typeof alternative === "string") return at(node, alternative);
  if (alternative !== schema) return problemsWith(node, alternative, document);
  if (schema.type !== undefined && !hasType(node, schema.type))
    return at(node, `This takes ${articles[schema.type]}.`);
  const wrong = wrongValue(node, schema);
  if (wrong !== null) return at(node, wrong);
  switch (node.type) {
    case "object":
      return [...missingKeys(node, schema, document), ...membersOf(node).flatMap((each) => ofMember(each))];
    case "array":
      return (node.children ?? []).flatMap((item) => problemsWith(item, schema.items ?? {}, document));
    default:
      return [];
  }

  function ofMember([key, value]: readonly [Node, Node]): readonly AccessFileProblem[] {
    const name = String(key.value);
    const own = new Map(Object.entries(schema.properties ?? {})).get(name);
    const known = own ?? schema.additionalProperties ?? {};
    if (known !== false) return problemsWith(value, known, document);
    return at(key, `There is no '${name}' here; there is ${listAnd(Object.keys(schema.properties ?? {}))}.`);
  }
}

const articles = {
  object: "an object",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
} as const;

function hasType(node: Node, type: NonNullable<Schema["type"]>): boolean {
  return type === "integer" ? Number.isInteger(node.value) : node.type === type;
}

/** The alternative that is meant, by its type or by a key that only it requires; else what there might be. */
function alternativeFor(node: Node, alternatives: readonly Schema[]): Schema | string {
  const fitting = alternatives.filter(({ type }) => type === undefined || hasType(node, type));
  if (fitting.length === 0)
    return `This takes ${listOr(alternatives.flatMap(({ type }) => (type ? [articles[type]] : [])))}.`;
  const keys = new Set(membersOf(node).map(([key]) => String(key.value)));
  const meant = fitting.find(({ required = [] }) => required.every((key) => keys.has(key)));
  const begun = fitting.find((each) => distinctive(each, fitting).some((key) => keys.has(key)));
  const wanted = fitting.flatMap((each) => distinctive(each, fitting).slice(0, 1));
  return meant ?? begun ?? `This needs ${listOr(wanted.map((key) => `'${key}'`))}.`;
}

/** The required keys that no other alternative requires. */
function distinctive(schema: Schema, among: readonly Schema[]): readonly string[] {
  const others = among.filter((each) => each !== schema);
  return (schema.required ?? []).filter((key) => !others.some((each) => each.required?.includes(key)));
}

function missingKeys(node: Node, schema: Schema, document: DocumentId): readonly AccessFileProblem[] {
  const keys = new Set(membersOf(node).map(([key]) => String(key.value)));
  const missing = (schema.required ?? []).filter((key) => !keys.has(key));
  // The opening brace is enough to show which object it is.
  const span = { ...spanOf(document, node), end: node.offset + 1 };
  return missing.map((key) => ({ span, message: `This needs '${key}'.` }));
}

function wrongValue(node: Node, schema: Schema): string | null {
  const value: unknown = node.value;
  if (schema.enum?.every((each) => each !== value)) {
    return `This takes ${listOr(schema.enum.map((each) => JSON.stringify(each)))}.`;
  }
  if (typeof value === "string" && value.length < (schema.minLength ?? 0)) return "This must not be empty.";
  if (typeof value === "string" && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return `'${value}' does not fit here. ${schema.description ?? ""}`;
  if (typeof value === "number" && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    return `This takes a number from ${schema.minimum ?? 0}${schema.maximum === undefined ? "" : ` to ${schema.maximum}`}.`;
  if (node.type === "array" && (node.children?.length ?? 0) < (schema.minItems ?? 0))
    return "This list must not be empty.";
  return null;
}
