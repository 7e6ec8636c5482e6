import type { Node } from "jsonc-parser";
import { getNodeValue } from "jsonc-parser";
import { printBlockOfJson } from "./print.ts";

/** A declaration of the JSON syntax: its text in the native one, and the place of its name. */
export interface JsonDeclaration {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How many names stand before the body of a block. */
const labels: Readonly<Record<string, number>> = {
  data: 2,
  ephemeral: 2,
  locals: 0,
  module: 1,
  output: 1,
  resource: 2,
  variable: 1,
};

/** The declarations of a file. */
export function declarationsOf(root: Node): readonly JsonDeclaration[] {
  return membersOf(root).flatMap(({ name, value, node }) => {
    const count = labels[name];
    return count === undefined ? [] : blocksIn(name, [], value, node, count);
  });
}

interface Member {
  readonly name: string;
  readonly value: Node;
  /** The key. */
  readonly node: Node;
}

function membersOf(node: Node): readonly Member[] {
  const objects = node.type === "array" ? (node.children ?? []) : [node];
  return objects
    .flatMap((each) => (each.type === "object" ? (each.children ?? []) : []))
    .flatMap((property) => {
      const [key, value] = property.children ?? [];
      return key && value ? [{ name: String(key.value), value, node: key }] : [];
    });
}

function blocksIn(
  type: string,
  names: readonly string[],
  value: Node,
  key: Node,
  depth: number,
): readonly JsonDeclaration[] {
  if (depth > 0)
    return membersOf(value).flatMap(({ name, value: inner, node }) =>
      blocksIn(type, [...names, name], inner, node, depth - 1),
    );
  const bodies = value.type === "array" ? (value.children ?? []) : [value];
  const header = [type, ...names.map((name) => JSON.stringify(name))].join(" ");
  const hasBlocks = /^(resource|data|ephemeral|variable)$/.test(type);
  return bodies.map((body) => {
    const plain: unknown = getNodeValue(body);
    const isVariable = type === "variable";
    const text = isVariable ? printVariable(header, plain) : printBlockOfJson(header, plain, hasBlocks);
    return { text, start: key.offset, end: key.offset + key.length };
  });
}

/** The default of a variable is a value, its validations are blocks. */
function printVariable(header: string, plain: unknown): string {
  const all: Readonly<Record<string, unknown>> =
    typeof plain === "object" && plain !== null ? { ...plain } : {};
  const { default: written, ...rest } = all;
  const body = printBlockOfJson(header, rest, true);
  if (written === undefined) return body;
  const value = printBlockOfJson("x", { default: written }, false).replace(/^x \{\n|\}\n$/g, "");
  return body.replace(/\}\n$/, `${value}}\n`);
}
