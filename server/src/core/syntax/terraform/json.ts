import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Document } from "../../text/document.ts";
import type { Parsed, SyntaxProblem } from "../syntax.ts";
import type { Attribute, Block, Body, Element, Expression, Place } from "./hcl/nodes.ts";
import { readExpressionText, readTemplateText } from "./hcl/parse.ts";
import type { LowerContext } from "./lower-context.ts";
import { lowerContext, movedContext } from "./lower-expression.ts";
import { jsonDeclarations } from "./parsed-files.ts";
import { readTemplate, readVariableFile } from "./template.ts";

/** A file of Terraform's JSON syntax: `*.tf.json`, or values of variables. It is read as what it says in the native syntax. */
export function readTerraformJson(document: Document, kind: "template" | "parameters"): Parsed {
  const { id, text } = document;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: false });
  const problems = errors.slice(0, 1).map(({ offset, length }): SyntaxProblem => ({
    span: { document: id, start: offset, end: offset + length },
    fault: { kind: "invalid-json" },
  }));
  const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems };
  const context = lowerContext(id, text);
  const [error] = errors;
  // What is right before an error may be part of it: a key, whose colon comes next, read as a value.
  const end = error ? text.slice(0, error.offset).trimEnd().length : Infinity;
  if (kind === "parameters") {
    const isWhole = root?.type === "object" && !error;
    const values = isWhole ? bodyOf(root, ofAttributes, { from: 0, end, damage: 0 }) : null;
    return { ...nothing, parameterFile: values && readVariableFile(values, context) };
  }
  const before = error ? undefined : jsonDeclarations.of(document);
  const now = new Map<string, Block>();
  const contexts = new Map<Block, LowerContext>();
  for (const declaration of root ? declarationsOf(root) : []) {
    const { offset: from, length } = declaration.member.property;
    const piece = text.slice(from, from + length);
    const key = JSON.stringify([declaration.type, ...declaration.labels, declaration.index, piece]);
    const known = now.has(key) ? undefined : before?.get(key);
    const block = known ?? readDeclaration(declaration, { from, end, damage: 0 });
    now.set(key, block);
    contexts.set(block, movedContext(id, { text: piece, by: from }));
  }
  if (!error) jsonDeclarations.keep(document, now);
  const blocks = [...contexts.keys()];
  const intact = !error && blocks.every((block) => block.body.intact);
  const place = { start: 0, end: text.length };
  const body: Body = { kind: "body", ...place, attributes: [], blocks, intact, broken: !intact };
  return { ...nothing, template: readTemplate(body, context, (block) => contexts.get(block) ?? context) };
}

/** How the members of an object are read. */
interface Form {
  /** Objects among them are blocks. */
  readonly hasBlocks: boolean;
  /** Those that are attributes nevertheless. */
  readonly values: ReadonlySet<string>;
  /** Those whose strings are expressions rather than templates. */
  readonly expressions: ReadonlySet<string>;
}

const expressions: ReadonlySet<string> = new Set(["depends_on", "ignore_changes"]);

/** Of calls, outputs, locals and values. */
const ofAttributes: Form = { hasBlocks: false, values: new Set(), expressions };

/** Of resources and the blocks in them. */
const ofBlocks: Form = {
  hasBlocks: true,
  values: new Set([
    ...["body", "for_each", "list_unique_id_property", "response_export_values"],
    ...["sensitive_body", "tags", "triggers"],
  ]),
  expressions,
};

/** Blocks in resources that have a label, and how what they contain is read. */
const labelled: ReadonlyMap<string, Form> = new Map([
  ["dynamic", ofBlocks],
  ["provisioner", { ...ofBlocks, values: new Set(["environment"]) }],
]);

/** The default of a variable is a value; its validations are blocks. */
const ofVariables: Form = {
  hasBlocks: true,
  values: new Set(["default"]),
  expressions: new Set(["type"]),
};

/** The number of labels of a declaration, and how its body is read. */
const declarations: ReadonlyMap<string, readonly [labels: number, form: Form]> = new Map([
  ["data", [2, ofBlocks]],
  ["ephemeral", [2, ofBlocks]],
  ["locals", [0, ofAttributes]],
  ["module", [1, ofAttributes]],
  ["output", [1, ofAttributes]],
  ["provider", [1, ofAttributes]],
  ["resource", [2, ofBlocks]],
  ["terraform", [0, ofAttributes]],
  ["variable", [1, ofVariables]],
]);

/** A member of an object. */
interface Member {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
  readonly property: Node;
}

/** The members of an object; those named `//` are comments. */
function membersOf(node: Node): readonly Member[] {
  return (node.type === "object" ? (node.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value && key.value !== "//" ? [{ name: String(key.value), key, value, property }] : [];
  });
}

/** One value, or all of a list. */
function eachOf(value: Node): readonly Node[] {
  return value.type === "array" ? (value.children ?? []) : [value];
}

/** One of the bodies that the value of a member is. */
interface Declaration {
  readonly type: string;
  readonly labels: readonly string[];
  readonly form: Form;
  readonly member: Member;
  readonly body: Node;
  readonly index: number;
}

function declarationsOf(root: Node): readonly Declaration[] {
  return eachOf(root)
    .flatMap(membersOf)
    .flatMap((outer) => {
      const { name: type } = outer;
      const [count, form] = declarations.get(type) ?? [];
      if (count === undefined || !form) return [];
      let found: readonly (readonly [labels: readonly string[], member: Member])[] = [[[], outer]];
      for (let depth = 0; depth < count; depth++)
        found = found.flatMap(([labels, { value }]) =>
          eachOf(value)
            .flatMap(membersOf)
            .map((member) => [[...labels, member.name], member] as const),
        );
      return found.flatMap(([labels, member]) =>
        eachOf(member.value).map((body, index) => ({ type, labels, form, member, body, index })),
      );
    });
}

interface Reading {
  /** From where places are counted. */
  readonly from: number;
  /** Where a syntax error ends what can be read; infinity without one. */
  readonly end: number;
  /** Counts the strings that cannot be read. */
  damage: number;
}

/** Of several bodies, each represents the whole member. */
function readDeclaration({ type, labels, form, member, body }: Declaration, reading: Reading): Block {
  return { ...blockOf([type, ...labels], member, body, form, reading), ...placeOf(member.property, reading) };
}

function blockOf(
  [type = "", ...labels]: readonly string[],
  { key, property, value }: Member,
  node: Node,
  form: Form,
  reading: Reading,
): Block {
  const { end: headerEnd } = placeOf(key, reading);
  const body = bodyOf(node, form, reading);
  const isFirst = node === eachOf(value)[0];
  const { start } = isFirst ? placeOf(property, reading) : body;
  return { kind: "block", start, end: body.end, type, labels, typeEnd: headerEnd, headerEnd, body };
}

function placeOf({ offset, length }: Node, { from }: Reading): Place {
  return { start: offset - from, end: offset + length - from };
}

function bodyOf(node: Node, form: Form, reading: Reading): Body {
  const { damage } = reading;
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const member of membersOf(node)) {
    const { name, key, value, property } = member;
    if (!/^[A-Za-z_][\w-]*$/.test(name) || !canRead(key, reading)) continue;
    const inner = blocksIn(member, form, reading);
    if (inner) {
      blocks.push(...inner);
      continue;
    }
    const { end: nameEnd } = placeOf(key, reading);
    const isRead = canRead(value, reading);
    const place = placeOf(isRead ? property : key, reading);
    const read = isRead ? valueOf(value, form.expressions.has(name), reading) : null;
    attributes.push({ kind: "attribute", ...place, name, nameEnd, value: read });
  }
  const intact = reading.end === Infinity && reading.damage === damage;
  return { kind: "body", ...placeOf(node, reading), attributes, blocks, intact, broken: !intact };
}

/**
 * Whether a part is certainly intended: for an object, it is enough that it begins before a syntax error; anything else must end before
 * it.
 */
function canRead({ type, offset, length }: Node, { end }: Reading): boolean {
  return type === "object" ? offset < end : offset + length < end;
}

/** The blocks that a member is; null if it is an attribute. */
function blocksIn(member: Member, form: Form, reading: Reading): readonly Block[] | null {
  const { name, value } = member;
  if (!form.hasBlocks || !canRead(value, reading)) return null;
  const inside = labelled.get(name);
  if (inside)
    return eachOf(value)
      .flatMap(membersOf)
      .flatMap((each) =>
        eachOf(each.value).map((body) => blockOf([name, each.name], each, body, inside, reading)),
      );
  const all = eachOf(value);
  const areBlocks = !form.values.has(name) && all.length > 0 && all.every(({ type }) => type === "object");
  return areBlocks ? all.map((body) => blockOf([name], member, body, ofBlocks, reading)) : null;
}

function valueOf(node: Node, isExpression: boolean, reading: Reading): Expression {
  const place = placeOf(node, reading);
  const value: unknown = node.value;
  switch (node.type) {
    case "string":
      return embedded(String(value), isExpression, node, reading);
    case "array": {
      const items = (node.children ?? []).map((item) => valueOf(item, isExpression, reading));
      return { kind: "tuple", ...place, items, commas: [] };
    }
    case "object":
      return {
        kind: "object",
        ...place,
        elements: elementsOf(node, reading),
        intact: reading.end === Infinity,
      };
    case "number":
      return { kind: "number", ...place };
    default:
      return { kind: "literal", ...place, value: typeof value === "boolean" ? value : null };
  }
}

function elementsOf(object: Node, reading: Reading): readonly Element[] {
  return membersOf(object)
    .filter(({ key, value }) => canRead(key, reading) && canRead(value, reading))
    .map(({ name, key, value, property }) => ({
      kind: "element",
      ...placeOf(property, reading),
      key: embedded(name, false, key, reading),
      value: valueOf(value, false, reading),
    }));
}

function embedded(text: string, isExpression: boolean, node: Node, reading: Reading): Expression {
  const place = placeOf(node, reading);
  const inner = isExpression ? readExpressionText(text) : readTemplateText(text);
  if (inner) return { kind: "embedded", ...place, text, inner };
  reading.damage++;
  return { kind: "error", ...place };
}
