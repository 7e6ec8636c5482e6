import { type ItemRule, parseItems } from "./containers.ts";
import {
  advance,
  at,
  atWord,
  type Cursor,
  missing,
  parseName,
  startOf,
  takeName,
  takeWord,
} from "./cursor.ts";
import type {
  ExtendsDeclaration,
  ExtensionConfigAssignment,
  ExtensionDeclaration,
  ImportAll,
  ImportDeclaration,
  ImportItem,
  ImportList,
  UsingDeclaration,
} from "./file-nodes.ts";
import { type Lead, parseText } from "./header.ts";
import type { ErrorNode, Name, ObjectNode } from "./nodes.ts";
import { parseKey, parseObject } from "./objects.ts";
import { endsValue, skip, unreadable } from "./recovery.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";

/** `import` of exported types, variables and functions, or, before a string, an extension as older versions wrote it. */
export function parseImport(cursor: Cursor, lead: Lead): ImportDeclaration | ExtensionDeclaration {
  advance(cursor);
  if (atString(cursor)) return parseExtensionTail(cursor, lead);
  const symbols = parseSymbols(cursor);
  if (!takeWord(cursor, "from")) missing(cursor, "expected-keyword");
  const path = parseText(cursor);
  return { kind: "import", ...lead, end: cursor.lastEnd, symbols, path };
}

function parseSymbols(cursor: Cursor): ImportAll | ImportList | ErrorNode {
  if (at(cursor, Token.LeftBrace)) return parseImportList(cursor);
  if (at(cursor, Token.Star)) return parseImportAll(cursor);
  if (endsValue(cursor.kind) || atWord(cursor, "from")) return missing(cursor, "expected-name");
  const name = startOf(cursor);
  advance(cursor);
  const error = missing(cursor, "unexpected-text");
  return { ...error, start: name };
}

function parseImportAll(cursor: Cursor): ImportAll {
  const start = startOf(cursor);
  advance(cursor);
  if (!takeWord(cursor, "as")) missing(cursor, "expected-keyword");
  const alias = atWord(cursor, "from") ? missing(cursor, "expected-name") : parseName(cursor);
  return { kind: "importAll", start, end: cursor.lastEnd, alias };
}

const importItems: ItemRule<ImportItem | ErrorNode> = {
  closer: Token.RightBrace,
  named: false,
  parse: parseImportItem,
};

function parseImportList(cursor: Cursor): ImportList {
  const start = startOf(cursor);
  advance(cursor);
  cursor.braces++;
  const { end, items, separator, commas, close, intact } = parseItems(cursor, importItems);
  cursor.braces--;
  return { kind: "importList", start, end, items, separator, commas, close, intact };
}

function parseImportItem(cursor: Cursor): ImportItem | ErrorNode {
  const name = parseKey(cursor);
  if (name.kind === "error") return name;
  const alias = takeWord(cursor, "as") ? parseName(cursor) : undefined;
  return { kind: "importItem", start: name.start, end: cursor.lastEnd, name, alias };
}

/** `extension name`, `extension 'name'`, with `with {…}` and `as name` behind it. */
export function parseExtension(cursor: Cursor, lead: Lead): ExtensionDeclaration {
  advance(cursor);
  return parseExtensionTail(cursor, lead);
}

function parseExtensionTail(cursor: Cursor, lead: Lead): ExtensionDeclaration {
  const specification = parseSpecification(cursor);
  const config = takeWord(cursor, "with") ? parseConfig(cursor) : undefined;
  const alias = takeWord(cursor, "as") ? parseName(cursor) : undefined;
  return { kind: "extension", ...lead, end: cursor.lastEnd, specification, config, alias };
}

function parseSpecification(cursor: Cursor): ExtensionDeclaration["specification"] {
  if (atString(cursor)) return parseString(cursor);
  return at(cursor, Token.Identifier) ? takeName(cursor) : unreadable(cursor, "expected-text");
}

function parseConfig(cursor: Cursor): ObjectNode | ErrorNode {
  return at(cursor, Token.LeftBrace) ? parseObject(cursor) : unreadable(cursor, "expected-body");
}

export function parseExtensionConfig(cursor: Cursor, lead: Lead): ExtensionConfigAssignment {
  advance(cursor);
  const name: Name | ErrorNode = parseName(cursor);
  const config = takeWord(cursor, "with") ? parseConfig(cursor) : unreadable(cursor, "expected-keyword");
  return { kind: "extensionConfig", ...lead, end: cursor.lastEnd, name, config };
}

/** `using 'main.bicep'`, `using none`, optionally `with {…}`. */
export function parseUsing(cursor: Cursor, lead: Lead): UsingDeclaration {
  advance(cursor);
  const path = takeWord(cursor, "none") ? undefined : parseUsedPath(cursor);
  const config = takeWord(cursor, "with") ? parseConfig(cursor) : undefined;
  return { kind: "using", ...lead, end: cursor.lastEnd, path, config };
}

function parseUsedPath(cursor: Cursor): NonNullable<UsingDeclaration["path"]> {
  if (atString(cursor)) return parseString(cursor);
  return endsValue(cursor.kind) ? missing(cursor, "expected-text") : skip(cursor, "expected-text");
}

export function parseExtends(cursor: Cursor, lead: Lead): ExtendsDeclaration {
  advance(cursor);
  const path = parseText(cursor);
  return { kind: "extends", ...lead, end: cursor.lastEnd, path };
}
