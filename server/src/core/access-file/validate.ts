import type { Node } from "jsonc-parser";
import type { DocumentId } from "../text/document.ts";
import { nearestSpelling } from "../text/nearest-spelling.ts";
import { patterns, type Schema, type TextFormat } from "./schema-type.ts";
import type { AccessFileFault, AccessFileProblem, JsonType } from "./problem.ts";
import { membersOf, spanOf } from "./tree.ts";

/** The violations of a schema in a tree, with their places. */
export function problemsWith(node: Node, schema: Schema, document: DocumentId): readonly AccessFileProblem[] {
  const at = (place: Node, fault: AccessFileFault): readonly AccessFileProblem[] => [
    { span: spanOf(document, place), fault },
  ];
  const alternative = schema.anyOf ? alternativeFor(node, schema.anyOf) : schema;
  if ("kind" in alternative) {
    const misspelled = misspelledKeys(node, schema.anyOf ?? [], document);
    return misspelled.length > 0 ? misspelled : at(node, alternative);
  }
  if (alternative !== schema) return problemsWith(node, alternative, document);
  if (schema.type !== undefined && !hasType(node, schema.type))
    return at(node, { kind: "wrong-type", types: [schema.type] });
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
    return at(key, unknownProperty(name, Object.keys(schema.properties ?? {})));
  }
}

function unknownProperty(
  property: string,
  known: readonly string[],
): Extract<AccessFileFault, { readonly kind: "unknown-property" }> {
  return { kind: "unknown-property", property, known, near: nearestSpelling(property, known) };
}

/** The keys of an object that fits none of some alternatives, where a correct spelling would make it fit. */
function misspelledKeys(
  node: Node,
  alternatives: readonly Schema[],
  document: DocumentId,
): readonly AccessFileProblem[] {
  const known = [...new Set(alternatives.flatMap(({ properties = {} }) => Object.keys(properties)))];
  return membersOf(node).flatMap(([key]) => {
    const name = String(key.value);
    if (known.includes(name)) return [];
    const fault = unknownProperty(name, known);
    return fault.near === null ? [] : [{ span: spanOf(document, key), fault }];
  });
}

function hasType(node: Node, type: JsonType): boolean {
  return type === "integer" ? Number.isInteger(node.value) : node.type === type;
}

/** The alternative that is meant, by its type or by a key that only it requires; else what there might be. */
function alternativeFor(node: Node, alternatives: readonly Schema[]): Schema | AccessFileFault {
  const fitting = alternatives.filter(({ type }) => type === undefined || hasType(node, type));
  if (fitting.length === 0)
    return { kind: "wrong-type", types: alternatives.flatMap(({ type }) => type ?? []) };
  const keys = new Set(membersOf(node).map(([key]) => String(key.value)));
  const meant = fitting.find(({ required = [] }) => required.every((key) => keys.has(key)));
  const begun = fitting.find((each) => distinctive(each, fitting).some((key) => keys.has(key)));
  const wanted = fitting.flatMap((each) => distinctive(each, fitting).slice(0, 1));
  return meant ?? begun ?? { kind: "missing-property", properties: wanted };
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
  return missing.map((key) => ({ span, fault: { kind: "missing-property", properties: [key] } }));
}

function wrongValue(node: Node, schema: Schema): AccessFileFault | null {
  const value: unknown = node.value;
  if (schema.enum?.every((each) => each !== value))
    return { kind: "not-one-of", values: schema.enum.map((each) => JSON.stringify(each)) };
  if (typeof value === "string" && value.length < (schema.minLength ?? 0))
    return { kind: "empty", what: "string" };
  const format = formats.get(schema.pattern);
  if (typeof value === "string" && format && !format.pattern.test(value))
    return { kind: "wrong-format", value, format: format.name };
  if (typeof value === "number" && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    return { kind: "out-of-range", least: schema.minimum ?? 0, most: schema.maximum ?? null };
  if (node.type === "array" && (node.children?.length ?? 0) < (schema.minItems ?? 0))
    return { kind: "empty", what: "array" };
  return null;
}

const formats: ReadonlyMap<string | undefined, { readonly name: TextFormat; readonly pattern: RegExp }> =
  new Map(
    (Object.keys(patterns) as TextFormat[]).map((name) => [
      patterns[name],
      { name, pattern: new RegExp(patterns[name]) },
    ]),
  );
