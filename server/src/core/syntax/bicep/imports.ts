import type { Cursor } from "./cursor.ts";
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
import { type ContainerRule, parseContainer, parseKey, parseObject } from "./objects.ts";
import { endsValue, skip, unreadable } from "./recovery.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";

/** `import` of exported types, variables and functions, or, before a string, an extension as older versions wrote it. */
export function parseImport(cursor: Cursor, lead: Lead): ImportDeclaration | ExtensionDeclaration {
  cursor.advance();
  if (atString(cursor)) return parseExtensionTail(cursor, lead);
  const symbols = parseSymbols(cursor);
  if (!cursor.takeWord("from")) cursor.missing("expected-keyword");
  const path = parseText(cursor);
  return { kind: "import", ...lead, end: cursor.lastEnd, symbols, path };
}

function parseSymbols(cursor: Cursor): ImportAll | ImportList | ErrorNode {
  if (cursor.at(Token.LeftBrace)) return parseContainer(cursor, importList);
  if (cursor.at(Token.Star)) return parseImportAll(cursor);
  if (endsValue(cursor.kind) || cursor.atWord("from")) return cursor.missing("expected-name");
  const name = cursor.startOf();
  cursor.advance();
  const error = cursor.missing("unexpected-text");
  return { ...error, start: name };
}

function parseImportAll(cursor: Cursor): ImportAll {
  const start = cursor.startOf();
  cursor.advance();
  if (!cursor.takeWord("as")) cursor.missing("expected-keyword");
  const alias = cursor.atWord("from") ? cursor.missing("expected-name") : cursor.parseName();
  return { kind: "importAll", start, end: cursor.lastEnd, alias };
}

const importList: ContainerRule<"importList", ImportItem | ErrorNode> = {
  kind: "importList",
  closer: Token.RightBrace,
  named: false,
  parse: parseImportItem,
};

function parseImportItem(cursor: Cursor): ImportItem | ErrorNode {
  const name = parseKey(cursor);
  if (name.kind === "error") return name;
  const alias = cursor.takeWord("as") ? cursor.parseName() : undefined;
  return { kind: "importItem", start: name.start, end: cursor.lastEnd, name, alias };
}

/** `extension name`, `extension 'name'`, with `with {…}` and `as name` behind it. */
export function parseExtension(cursor: Cursor, lead: Lead): ExtensionDeclaration {
  cursor.advance();
  return parseExtensionTail(cursor, lead);
}

function parseExtensionTail(cursor: Cursor, lead: Lead): ExtensionDeclaration {
  const specification = parseSpecification(cursor);
  const config = cursor.takeWord("with") ? parseConfig(cursor) : undefined;
  const alias = cursor.takeWord("as") ? cursor.parseName() : undefined;
  return { kind: "extension", ...lead, end: cursor.lastEnd, specification, config, alias };
}

function parseSpecification(cursor: Cursor): ExtensionDeclaration["specification"] {
  if (atString(cursor)) return parseString(cursor);
  return cursor.at(Token.Identifier) ? cursor.takeName() : unreadable(cursor, "expected-text");
}

function parseConfig(cursor: Cursor): ObjectNode | ErrorNode {
  return cursor.at(Token.LeftBrace) ? parseObject(cursor) : unreadable(cursor, "expected-body");
}

export function parseExtensionConfig(cursor: Cursor, lead: Lead): ExtensionConfigAssignment {
  cursor.advance();
  const name: Name | ErrorNode = cursor.parseName();
  const config = cursor.takeWord("with") ? parseConfig(cursor) : unreadable(cursor, "expected-keyword");
  return { kind: "extensionConfig", ...lead, end: cursor.lastEnd, name, config };
}

/** `using 'main.bicep'`, `using none`, optionally `with {…}`. */
export function parseUsing(cursor: Cursor, lead: Lead): UsingDeclaration {
  cursor.advance();
  const path = cursor.takeWord("none") ? undefined : parseUsedPath(cursor);
  const config = cursor.takeWord("with") ? parseConfig(cursor) : undefined;
  return { kind: "using", ...lead, end: cursor.lastEnd, path, config };
}

function parseUsedPath(cursor: Cursor): NonNullable<UsingDeclaration["path"]> {
  if (atString(cursor)) return parseString(cursor);
  return endsValue(cursor.kind) ? cursor.missing("expected-text") : skip(cursor, "expected-text");
}

export function parseExtends(cursor: Cursor, lead: Lead): ExtendsDeclaration {
  cursor.advance();
  const path = parseText(cursor);
  return { kind: "extends", ...lead, end: cursor.lastEnd, path };
}
