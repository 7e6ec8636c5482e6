import type { Node } from "jsonc-parser";
import { escapeText } from "../edit/print.ts";
import type { Writer } from "./writer.ts";

/** How the members of an object are printed. */
export interface Form {
  /** Objects among them are blocks. */
  readonly hasBlocks: boolean;
  /** Those that are attributes nevertheless. */
  readonly values: ReadonlySet<string>;
  /** Those whose strings are expressions rather than templates. */
  readonly expressions: ReadonlySet<string>;
}

const expressions: ReadonlySet<string> = new Set(["depends_on", "ignore_changes"]);

/** Of calls, outputs, locals and values. */
export const ofAttributes: Form = { hasBlocks: false, values: new Set(), expressions };

/** Of resources and the blocks in them. */
export const ofBlocks: Form = {
  hasBlocks: true,
  values: new Set([
    ...["body", "for_each", "list_unique_id_property", "response_export_values"],
    ...["sensitive_body", "tags", "triggers"],
  ]),
  expressions,
};

/** Blocks in resources that have a label, and how what they contain is printed. */
const labelled: ReadonlyMap<string, Form> = new Map(
  Object.entries({
    dynamic: ofBlocks,
    provisioner: { ...ofBlocks, values: new Set(["environment"]) },
  }),
);

/** The default of a variable is a value; its validations are blocks. */
export const ofVariables: Form = {
  hasBlocks: true,
  values: new Set(["default"]),
  expressions: new Set(["type"]),
};

/**
 * The body of a declaration of the JSON syntax in the native one, braces included, so that both are read alike
 * (https://developer.hashicorp.com/terraform/language/syntax/json).
 */
export function printBody(writer: Writer, body: Node, form: Form): void {
  writer.mark(body, () => {
    writer.write("{\n");
    for (const member of membersOf(body)) printMember(writer, member, form);
    writer.endMembers();
  });
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
  readonly property: Node;
}

/** The members of an object; those named `//` are comments. */
export function membersOf(node: Node): readonly Member[] {
  return (node.type === "object" ? (node.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value && key.value !== "//" ? [{ name: String(key.value), key, value, property }] : [];
  });
}

/** One value, or all of a list. */
export function eachOf(value: Node): readonly Node[] {
  return value.type === "array" ? (value.children ?? []) : [value];
}

function printMember(writer: Writer, member: Member, form: Form): void {
  const { name, key, value, property } = member;
  if (!/^[A-Za-z_][\w-]*$/.test(name) || !writer.canRead(key)) return;
  if (!writer.canRead(value)) {
    writer.mark(key, () => {
      writer.write(name);
    });
    writer.write(" =\n");
    return;
  }
  const inside = form.hasBlocks ? labelled.get(name) : undefined;
  if (inside) {
    const around = { opening: `${name} "`, closing: '" ', inside };
    for (const block of eachOf(value).flatMap(membersOf)) printBlocks(writer, block, around);
    return;
  }
  const all = eachOf(value);
  const areBlocks = form.hasBlocks && !form.values.has(name) && all.length > 0;
  if (areBlocks && all.every(({ type }) => type === "object")) {
    printBlocks(writer, member, { opening: "", closing: " ", inside: ofBlocks });
    return;
  }
  writer.mark(property, () => {
    writer.mark(key, () => {
      writer.write(name);
    });
    writer.write(" = ");
    printValue(writer, value, form.expressions.has(name));
  });
  writer.write("\n");
}

/** What is around the name of a block, and how its body is printed. */
interface Around {
  readonly opening: string;
  readonly closing: string;
  readonly inside: Form;
}

/** All blocks of a type together represent the member. */
function printBlocks(
  writer: Writer,
  { name, key, value, property }: Member,
  { opening, closing, inside }: Around,
): void {
  writer.mark(property, () => {
    for (const [index, block] of eachOf(value).entries()) {
      if (index > 0) writer.write("\n");
      writer.write(opening);
      writer.mark(key, () => {
        writer.write(name);
      });
      writer.write(closing);
      printBody(writer, block, inside);
    }
  });
  writer.write("\n");
}

function printValue(writer: Writer, value: Node, isExpression: boolean): void {
  writer.mark(value, () => {
    if (value.type === "string") {
      const text = String(value.value);
      writer.write(isExpression ? text : templateOf(text));
    } else if (value.type === "array") printList(writer, value, isExpression);
    else if (value.type === "object") printObject(writer, value);
    else writer.write(String(value.value));
  });
}

function printList(writer: Writer, list: Node, isExpression: boolean): void {
  writer.write("[");
  for (const [index, item] of (list.children ?? []).entries()) {
    if (index > 0) writer.write(", ");
    printValue(writer, item, isExpression);
  }
  writer.write("]");
}

function printObject(writer: Writer, object: Node): void {
  writer.write("{\n");
  for (const { name, key, value, property } of membersOf(object)) {
    if (!writer.canRead(key) || !writer.canRead(value)) continue;
    writer.mark(property, () => {
      writer.mark(key, () => {
        writer.write("(");
        writer.mark(key, () => {
          writer.write(templateOf(name));
        });
        writer.write(")");
      });
      writer.write(" = ");
      printValue(writer, value, false);
    });
    writer.write("\n");
  }
  writer.endMembers();
}

/** Outside interpolations, quotes and line breaks are escaped; inside, there is an expression. */
function templateOf(text: string): string {
  let depth = 0;
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const begins = (letter === "$" || letter === "%") && text[at + 1] === "{" && text[at - 1] !== letter;
    if (depth === 0 && !begins) {
      result += letter < " " || letter === '"' || letter === "\\" ? escapeText(letter) : letter;
      continue;
    }
    if (letter === "{") depth++;
    if (letter === "}") depth--;
    if (begins && depth === 0) {
      depth = 1;
      at++;
      result += `${letter}{`;
    } else result += letter;
  }
  return `"${result}"`;
}
