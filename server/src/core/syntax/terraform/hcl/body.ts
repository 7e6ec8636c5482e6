import { unescapeQuoted } from "../template-text.ts";
import type { HclNode } from "./node.ts";

/** What is between the braces of a block, or in a file. */
export interface Body {
  /** Braces included. */
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** False when a syntax error inside may hide more. */
  readonly intact: boolean;
}

export interface Attribute {
  readonly node: HclNode;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly nameEnd: number;
  /** Null when it cannot be read. */
  readonly value: HclNode | null;
}

export interface Block {
  readonly node: HclNode;
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly typeEnd: number;
  /** The end of the last label, or of the type. */
  readonly headerEnd: number;
  readonly body: Body;
}

/** The body of a file. */
export function fileBody(root: HclNode, text: string): Body {
  const inner = root.children.find((child) => child.type === "body");
  const outside = root.children.filter((child) => child !== inner);
  const { attributes, blocks } = membersOf(inner ? [inner] : [], text);
  const intact = !outside.some((child) => child.broken) && !root.broken && !root.hides;
  return { start: root.start, end: root.end, attributes, blocks, intact };
}

/** The attribute of that name. */
export function attributeOf(body: Body, name: string): Attribute | null {
  return body.attributes.find((attribute) => attribute.name === name) ?? null;
}

/** The blocks of that type. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.blocks.filter((block) => block.type === type);
}

function membersOf(bodies: readonly HclNode[], text: string): Pick<Body, "attributes" | "blocks"> {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const node of bodies.flatMap((body) => body.children)) {
    if (node.type === "attribute") attributes.push(readAttribute(node, text));
    if (node.type === "block") blocks.push(readBlock(node, text));
  }
  return { attributes, blocks };
}

function readAttribute(node: HclNode, text: string): Attribute {
  const [name] = node.children;
  const value = node.children.find((child) => child.type === "expression") ?? null;
  const nameEnd = name?.end ?? node.start;
  return {
    node,
    name: text.slice(node.start, nameEnd),
    start: node.start,
    end: node.end,
    nameEnd,
    value: node.broken ? null : value,
  };
}

/** Labels are quoted or, as Terraform still takes them, bare. */
function readBlock(node: HclNode, text: string): Block {
  const open = node.children.findIndex((child) => child.type === "block_start");
  const header = open < 0 ? node.children.slice(0, 1) : node.children.slice(0, open);
  const [type, ...labels] = header;
  const first = node.children[open] ?? type ?? node;
  const bodies = node.children.filter((child) => child.type === "body");
  const { attributes, blocks } = membersOf(bodies, text);
  const hides = bodies.some((body) => body.children.some((child) => child.hides));
  return {
    node,
    type: type ? text.slice(type.start, type.end) : "",
    labels: labels.map((label) => unescapeQuoted(text.slice(label.start, label.end).replace(/^"|"$/g, ""))),
    start: node.start,
    end: node.end,
    typeEnd: type?.end ?? node.start,
    headerEnd: header.at(-1)?.end ?? node.start,
    body: { start: first.start, end: node.end, attributes, blocks, intact: !node.broken && !hides },
  };
}
