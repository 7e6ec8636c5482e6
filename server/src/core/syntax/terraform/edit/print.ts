import {
  isReference,
  isWrittenDictionary,
  isWrittenList,
  type Written,
  type WrittenDictionary,
} from "../../../template/written.ts";
import type { Layout } from "./lines.ts";
import type { Reference } from "../../../template/reference.ts";

/** A value on one line. */
export function printValue(value: Written): string {
  if (isReference(value)) return referenceText(value);
  if (typeof value === "string") return printString(value);
  if (isWrittenDictionary(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${printKey(key)} = ${printValue(each)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (isWrittenList(value)) return `[${value.map(printValue).join(", ")}]`;
  return String(value);
}

/** The lines of a block, its first line without indentation: dictionaries, and lists of them, are blocks in it. */
export function printBlock(
  type: string,
  value: WrittenDictionary,
  indentation: string,
  layout: Layout,
): string {
  const inner = indentation + layout.indent;
  const entries = Object.entries(value).map(([key, each]) => ({ key, each, inside: blocksIn(each) }));
  const attributes = entries.filter(({ inside }) => inside.length === 0);
  const blocks = entries.flatMap(({ key, inside }) =>
    inside.map((each) => `${inner}${printBlock(key, each, inner, layout)}`),
  );
  const width = Math.max(0, ...attributes.map(({ key }) => key.length));
  const lines = attributes.map(
    ({ key, each }) => `${inner}${key.padEnd(width)} = ${printArgument(each, layout)}`,
  );
  const apart = lines.length > 0 ? blocks.flatMap((each) => ["", each]) : blocks;
  return [`${type} {`, ...lines, ...apart, `${indentation}}`].join(layout.newline);
}

/** What another resource of the file says is repeated as it says it. */
function printArgument(value: Written, { text }: Layout): string {
  const { written = null } = isReference(value) ? value : {};
  return written ? text.slice(written.span.start, written.span.end) : printValue(value);
}

/** Dictionaries, and lists of them, are blocks. */
export function blocksIn(value: Written): readonly WrittenDictionary[] {
  if (isWrittenDictionary(value)) return [value];
  return isWrittenList(value) && value.every(isWrittenDictionary) ? value : [];
}

/** Keys of objects that are not names are quoted. */
export function printKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : printString(key);
}

function printString(value: string): string {
  return `"${escapeText(value)}"`;
}

/** A reference by the address of its resource: https://developer.hashicorp.com/terraform/language/expressions/references */
function referenceText({ referent, path }: Reference): string {
  const { declaration, iteration, child } = referent;
  const index =
    typeof iteration === "string"
      ? `["${escapeText(iteration)}"]`
      : iteration === null
        ? ""
        : `[${iteration}]`;
  const address = declaration.symbol + index;
  if (!child) return [address, ...path].join(".");
  const name = child.name.map((piece) => (piece.kind === "literal" ? escapeText(String(piece.value)) : ""));
  return `"\${${address}.id}/${child.segment}/${name.join("")}"`;
}

/** A text as written between double quotes (https://developer.hashicorp.com/terraform/language/expressions/strings). */
function escapeText(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", () => "%%{")
    .replaceAll("\\b", "\\u0008")
    .replaceAll("\\f", "\\u000c");
}
