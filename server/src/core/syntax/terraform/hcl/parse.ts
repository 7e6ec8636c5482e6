import { type InParts, rereadPart } from "../../parts.ts";
import { unescapeQuoted } from "../template-text.ts";
import { Char, Cursor } from "./cursor.ts";
import { parseExpression, parseValue, takeEquals } from "./expression.ts";
import type { Attribute, Block, Body, Expression, Place } from "./nodes.ts";
import { parseTemplate, parseTemplateFile } from "./template.ts";

/** What a text says, and what of it cannot be read. */
interface HclText {
  readonly body: Body;
  readonly comments: readonly Place[];
  readonly problems: Cursor["problems"];
}

/**
 * Reads a text of HCL's native syntax (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md), in time linear in its length; null if it
 * nests too deeply. What has an error is not read, and no body around it claims to be whole.
 */
export function readHcl(text: string): HclText | null {
  const cursor = new Cursor(text, parseTemplate);
  cursor.skipBlanks();
  const { attributes, blocks } = parseMembers(cursor, true);
  if (cursor.tooDeep) return null;
  const { comments, problems, damage } = cursor;
  const broken = damage > 0;
  const intact = !broken && !problems.some(({ fault }) => fault.kind === "name-alone");
  const body: Body = { kind: "body", start: 0, end: text.length, attributes, blocks, intact, broken };
  return { body, comments, problems };
}

/** Reads a text that is a template; null if it cannot be read. */
export function readTemplateText(text: string): Expression | null {
  const cursor = new Cursor(text, parseTemplate);
  const template = parseTemplateFile(cursor);
  return cursor.damage > 0 ? null : template;
}

/** Reads a text that is an expression; null if it cannot be read. */
export function readExpressionText(text: string): Expression | null {
  const cursor = new Cursor(text, parseTemplate);
  cursor.lines = false;
  cursor.skipBlanks();
  const expression = parseExpression(cursor);
  return cursor.damage > 0 || !cursor.isOver() ? null : expression;
}

/** The attribute of that name. */
export function attributeOf(body: Body, name: string): Attribute | null {
  return body.attributes.find((attribute) => attribute.name === name) ?? null;
}

/** The blocks of that type. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.blocks.filter((block) => block.type === type);
}

interface Members {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  /** An incomplete name may become any name of a member. */
  hides: boolean;
  /** How many of the blocks may have been closed too early. */
  doubted: number;
}

function parseMembers(cursor: Cursor, isFile: boolean): Members {
  const members: Members = { attributes: [], blocks: [], hides: false, doubted: 0 };
  let isOnOneLine = !isFile && !cursor.atLineEnd() && !cursor.at(Char.RightBrace);
  for (;;) {
    if (isOnOneLine && cursor.atLineEnd()) {
      cursor.fail({ kind: "expected-token", token: "}" });
      isOnOneLine = false;
    }
    while (cursor.take("\n"));
    if (cursor.isOver()) return members;
    if (!cursor.at(Char.RightBrace)) parseMember(cursor, members, isOnOneLine);
    else if (!isFile) return members;
    else {
      distrustBefore(members);
      skipFrom(cursor);
    }
  }
}

/** A block on one line has one attribute. A member ends with its line. */
function parseMember(cursor: Cursor, members: Members, isOnOneLine: boolean): void {
  const start = cursor.position;
  const { damage } = cursor;
  const name = cursor.takeName();
  if (name === null) {
    skipFrom(cursor);
    return;
  }
  const nameEnd = cursor.lastEnd;
  const value = takeEquals(cursor) ? parseValue(cursor, { start, end: nameEnd }) : null;
  const end = cursor.lastEnd;
  if (!value) parseBlock(cursor, { start, end }, name, members);
  if (isOnOneLine ? !cursor.at(Char.RightBrace) : !cursor.atLineEnd()) skipFrom(cursor);
  if (!value) return;
  const isRead = cursor.damage === damage && value.kind !== "error";
  members.attributes.push({ kind: "attribute", start, end, name, nameEnd, value: isRead ? value : null });
}

/** Passes over what has no place in a body, up to the end of the line. */
function skipFrom(cursor: Cursor): void {
  cursor.fail("invalid-terraform");
  const { position } = cursor;
  cursor.skip("\n");
  if (cursor.position === position && cursor.at(Char.RightBrace) && !cursor.awaited.get(Char.RightBrace))
    cursor.takeTo(position + 1);
}

/** Labels are quoted or, as Terraform still takes them, bare. What stops before the braces may become anything. */
function parseBlock(cursor: Cursor, { start, end: typeEnd }: Place, type: string, members: Members): void {
  const { damage } = cursor;
  const labels: string[] = [];
  for (let label = parseLabel(cursor); label !== null; label = parseLabel(cursor)) labels.push(label);
  const headerEnd = cursor.lastEnd;
  if (!cursor.at(Char.LeftBrace)) {
    members.hides = true;
    if (cursor.atLineEnd() && cursor.damage === damage)
      cursor.report({ kind: "name-alone" }, start, headerEnd);
    else cursor.fail("invalid-terraform");
    return;
  }
  const { position } = cursor;
  const block = cursor.deeper((): Block => {
    const { attributes, blocks, hides } = cursor.between(Char.RightBrace, true, () =>
      parseMembers(cursor, false),
    );
    const { lastEnd: end } = cursor;
    const broken = cursor.damage > damage;
    const body: Body = {
      kind: "body",
      start: position,
      end,
      attributes,
      blocks,
      intact: !broken && !hides,
      broken,
    };
    return { kind: "block", start, end, type, labels, typeEnd, headerEnd, body };
  });
  if (block.kind === "block") members.blocks.push(block);
}

function parseLabel(cursor: Cursor): string | null {
  if (!cursor.at(Char.Quote)) return cursor.takeName();
  const { text, position: start } = cursor;
  const label = parseTemplate(cursor);
  const isPlain = label.kind === "template" && label.marks.length === 0;
  if (!isPlain) cursor.fail("invalid-terraform", start, cursor.lastEnd);
  return unescapeQuoted(text.slice(start + 1, cursor.lastEnd - (isPlain ? 1 : 0)));
}

const declarations: ReadonlySet<string> = new Set(
  "check data ephemeral import locals module moved output provider removed resource terraform variable".split(
    " ",
  ),
);

/** Takes the word of the blocks before a stray brace, back to one that is in no other, that they are complete. */
function distrustBefore(members: Members): void {
  const { blocks, doubted } = members;
  members.doubted = blocks.length;
  for (const { type, body } of blocks.slice(doubted).reverse()) {
    distrust(body);
    if (declarations.has(type)) return;
  }
}

/** This is the one place that changes a node, while only the reader has it. */
function distrust(body: Body): void {
  (body as { intact: boolean }).intact = false;
  for (const block of body.blocks) distrust(block.body);
}

/** A file of Terraform's language. Its parts have the places of the text in which they were read. */
export interface HclFile extends InParts<Attribute | Block, Place> {
  readonly body: Body;
  /** Without any, each part means what it would mean alone. */
  readonly problems: HclText["problems"];
}

/** Null when it nests too deeply. */
export function readFile(text: string): HclFile | null {
  const hcl = readHcl(text);
  return hcl && { ...hcl, text, parts: membersOf(hcl.body) };
}

/** What a body contains, in order. */
export function membersOf({ attributes, blocks }: Body): readonly (Attribute | Block)[] {
  return [...attributes, ...blocks].sort((a, b) => a.start - b.start);
}

/**
 * Reads an edited text of a file that was read before: only the block in which the edit lies, if it and the file are without
 * errors. Null if the whole text has to be read.
 */
export function rereadFile(before: HclFile, text: string): HclFile | null {
  if (before.problems.length > 0) return null;
  const reread = rereadPart(before, text, {
    read: (piece) => {
      const file = readFile(piece);
      return file?.problems.length === 0 ? file : null;
    },
    moveComment: ({ start, end }, by) => ({ start: start + by, end: end + by }),
  });
  if (!reread) return null;
  const attributes = reread.parts.filter((part) => part.kind === "attribute");
  const blocks = reread.parts.filter((part) => part.kind === "block");
  return { ...reread, body: { ...before.body, end: text.length, attributes, blocks }, problems: [] };
}
