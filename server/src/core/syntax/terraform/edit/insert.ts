import { isBlankBetween } from "../../../text/lines.ts";
import { isWrittenDictionary, type Written, type WrittenDictionary } from "../../../template/written.ts";
import type { Replacement } from "../../../text/replacement.ts";
import { membersOf } from "../hcl/parse.ts";
import type { Attribute, Block, Element, ObjectNode } from "../hcl/nodes.ts";
import { afterLine, indentationAt, insertAt, isOnOneLine, type Layout, lineStart } from "./lines.ts";
import { blocksIn, printBlock, printKey, printValue } from "./print.ts";

export interface OpenText {
  readonly text: string;
  readonly layout: Layout;
}

/** Writes entries into a block: dictionaries become blocks. Null if one of the entries already exists. */
export function insertIntoBlock(file: OpenText, block: Block, value: Written): readonly Replacement[] | null {
  if (!isWrittenDictionary(value)) return null;
  const members = membersOf(block.body);
  const edits: Replacement[] = [];
  const added: (readonly [string, Written])[] = [];
  for (const [key, each] of Object.entries(value)) {
    const present = members.filter((member) => nameOf(file, member) === key);
    const [only] = present;
    if (!only) added.push([key, isWrittenDictionary(each) ? withRequired(key, each) : each]);
    else {
      const inner = present.length === 1 ? insertIntoMember(file, only, each) : null;
      if (!inner) return null;
      edits.push(...inner);
    }
  }
  if (added.length === 0) return edits;
  const more = addMembers(file, block, members, added);
  return more && [...edits, ...more];
}

/** Writes entries into an object between braces. */
export function insertIntoObject(
  file: OpenText,
  object: ObjectNode,
  value: Written,
): readonly Replacement[] | null {
  if (!isWrittenDictionary(value)) return null;
  const { elements } = object;
  const edits: Replacement[] = [];
  const added: (readonly [string, Written])[] = [];
  for (const [key, each] of Object.entries(value)) {
    const only = elements.find((element) => nameOf(file, element) === key);
    if (!only) added.push([key, each]);
    else {
      const inner = insertIntoMember(file, only, each);
      if (!inner) return null;
      edits.push(...inner);
    }
  }
  return added.length === 0 ? edits : [...edits, ...addElements(file, object, elements, added)];
}

type Member = Attribute | Block | Element;

function nameOf({ text }: OpenText, member: Member): string {
  if (member.kind === "block") return member.type;
  if (member.kind === "attribute") return member.name;
  return text.slice(member.key.start, member.key.end).replace(/^"|"$/g, "");
}

/** Into an existing value: a block, an object, or null, which is treated as not written. */
function insertIntoMember(file: OpenText, member: Member, value: Written): readonly Replacement[] | null {
  if (member.kind === "block") return member.body.broken ? null : insertIntoBlock(file, member, value);
  const into = member.value;
  if (into?.kind === "literal" && into.value === null)
    return [{ start: into.start, end: into.end, text: printValue(value) }];
  return into?.kind === "object" ? insertIntoObject(file, into, value) : null;
}

function addMembers(
  file: OpenText,
  block: Block,
  members: readonly (Attribute | Block)[],
  added: readonly (readonly [string, Written])[],
): readonly Replacement[] | null {
  const { text, layout } = file;
  const outer = indentationAt(text, block.start);
  const inner = outer + layout.indent;
  const isOneLine = isOnOneLine(text, block.start, block.end);
  const attributes = added.filter(([, each]) => blocksIn(each).length === 0);
  const blocks = added.flatMap(([key, each]) =>
    blocksIn(each).map((inside) => inner + printBlock(key, inside, inner, layout)),
  );
  if (isOneLine) {
    const open = text.lastIndexOf("{", block.end);
    // On one line, a block has one argument at most: https://developer.hashicorp.com/terraform/language/syntax/style
    const present = text.slice(open + 1, block.end - 1).trim();
    const kept = present === "" ? [] : [inner + present];
    const lines = [...kept, ...attributeLines(attributes, inner, 0), ...blocks];
    const body = lines.join(layout.newline);
    return [{ start: open + 1, end: block.end - 1, text: layout.newline + body + layout.newline + outer }];
  }
  const close = lineStart(text, block.end - 1);
  const edits: Replacement[] = [];
  if (attributes.length > 0) {
    const before = members.slice(0, members.findLastIndex(({ kind }) => kind === "attribute") + 1);
    const { width, edits: moved } = alignmentAfter(
      text,
      before,
      attributes.map(([key]) => key),
    );
    const lines = attributeLines(attributes, inner, width);
    const at = afterLine(text, before.at(-1)?.end ?? block.body.start + 1);
    edits.push(...moved, insertAt(at, lines.map((line) => line + layout.newline).join("")));
  }
  if (blocks.length > 0) {
    const isFirst = members.length === 0 && attributes.length === 0;
    const gap = isFirst || isBlankLineBefore(text, close) ? "" : layout.newline;
    edits.push(insertAt(close, gap + blocks.map((each) => each + layout.newline).join(layout.newline)));
  }
  return edits;
}

function isBlankLineBefore(text: string, at: number): boolean {
  return at > 1 && isBlankBetween(text, lineStart(text, at - 1), at);
}

/** Equal signs are aligned, as Terraform formats them. */
function attributeLines(
  attributes: readonly (readonly [string, Written])[],
  indentation: string,
  column: number,
): readonly string[] {
  const width = Math.max(column, ...attributes.map(([key]) => key.length));
  return attributes.map(([key, value]) => `${indentation}${key.padEnd(width)} = ${printValue(value)}`);
}

function addElements(
  { text, layout }: OpenText,
  object: ObjectNode,
  elements: readonly Element[],
  added: readonly (readonly [string, Written])[],
): readonly Replacement[] {
  const entries = added.map(([key, value]) => [printKey(key), value] as const);
  const printed = entries.map(([key, value]) => `${key} = ${printValue(value)}`).join(", ");
  const last = elements.at(-1);
  if (!last) return [{ start: object.start + 1, end: object.end - 1, text: ` ${printed} ` }];
  if (isOnOneLine(text, object.start, object.end)) return [insertAt(last.end, `, ${printed}`)];
  const indentation = indentationAt(text, last.start);
  const end = (/^\s*,/.test(text.slice(last.end)) ? "," : "") + layout.newline;
  const { width, edits } = alignmentAfter(
    text,
    elements,
    entries.map(([key]) => key),
  );
  const lines = attributeLines(entries, indentation, width).map((line) => line + end);
  return [...edits, insertAt(afterLine(text, last.end), lines.join(""))];
}

/**
 * Attributes that a new block cannot do without, as Azure has them by default
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault#network_acls,
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/private_endpoint).
 */
const required: ReadonlyMap<string, WrittenDictionary> = new Map(
  Object.entries({
    network_acls: { bypass: "AzureServices", default_action: "Allow" },
    private_dns_zone_group: { name: "default" },
  }),
);

/** The attributes of a new block, in the order of their names. */
function withRequired(type: string, value: WrittenDictionary): WrittenDictionary {
  const all = Object.entries({ ...required.get(type), ...value });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** How wide names are before the equal signs, and what moves those of the lines before for a longer name. */
interface Alignment {
  readonly width: number;
  readonly edits: readonly Replacement[];
}

/**
 * Terraform's formatter aligns the equal signs of adjacent lines
 * (https://developer.hashicorp.com/terraform/language/style#code-formatting). Lines that are not aligned are left
 * unchanged.
 */
function alignmentAfter(text: string, members: readonly Member[], names: readonly string[]): Alignment {
  const columns = neighboursAtEnd(text, members).map((member) => columnOf(text, member));
  const longest = Math.max(0, ...columns.map(({ name }) => name));
  const isFormatted = columns.every(({ equals }) => equals === longest);
  const width = Math.max(
    isFormatted ? longest : (columns[0]?.equals ?? 0),
    ...names.map((name) => name.length),
  );
  const shift = isFormatted ? width - longest : 0;
  const blanks = " ".repeat(shift);
  return { width, edits: shift === 0 ? [] : columns.map(({ start }) => insertAt(start + longest, blanks)) };
}

/** The attributes on lines of their own, without a gap between them, that end with the last member; the last one first. */
function neighboursAtEnd(text: string, members: readonly Member[]): readonly Member[] {
  const found: Member[] = [];
  for (const member of [...members].reverse()) {
    const next = found.at(-1);
    const isBeside = !next || afterLine(text, member.end) === lineStart(text, next.start);
    if (!isBeside || member.kind === "block" || !isOnOneLine(text, member.start, member.end)) break;
    found.push(member);
  }
  return found;
}

interface Column {
  readonly start: number;
  /** How long the name is. */
  readonly name: number;
  /** How wide it is with the blanks behind it, but for the last one. */
  readonly equals: number;
}

function columnOf(text: string, member: Member): Column {
  const { start, end } = member;
  const nameEnd =
    member.kind === "element" ? member.key.end : member.kind === "attribute" ? member.nameEnd : end;
  const name = nameEnd - start;
  const blanks = /^[ \t]*(?==)/.exec(text.slice(start + name, end))?.[0].length ?? 0;
  return { start, name, equals: name + blanks - 1 };
}
