import type { Cursor } from "./cursor.ts";
import type {
  AssertDeclaration,
  MetadataDeclaration,
  ModuleDeclaration,
  OutputDeclaration,
  ParameterAssignment,
  ParameterDeclaration,
  TargetScopeDeclaration,
  TestDeclaration,
  TypeDeclaration,
  VariableDeclaration,
} from "./file-nodes.ts";
import { type Lead, parseAssigned, parseText, settleHeader, settleValue, takeAssignment } from "./header.ts";
import type {
  Body,
  Conditional,
  ErrorNode,
  Expression,
  For,
  Name,
  ObjectNode,
  ResourceDeclaration,
  TypeNode,
} from "./nodes.ts";
import { parseObject, parseResourceObject } from "./objects.ts";
import { breaksOut, endsValue, settle, skip, takeCloser, unreadable } from "./recovery.ts";
import { Token } from "./token.ts";
import { atPipe, parseDeclaredType, parseType } from "./types.ts";

export function parseTargetScope(cursor: Cursor, { start, decorators }: Lead): TargetScopeDeclaration {
  cursor.advance();
  const value = parseAssigned(cursor);
  return { kind: "targetScope", start, decorators, end: cursor.lastEnd, value };
}

export function parseMetadata(cursor: Cursor, { start, decorators }: Lead): MetadataDeclaration {
  cursor.advance();
  const name = settleHeader(cursor, cursor.parseName());
  const value = parseAssigned(cursor);
  return { kind: "metadata", start, decorators, end: cursor.lastEnd, name, value };
}

export function parseAssert(cursor: Cursor, { start, decorators }: Lead): AssertDeclaration {
  cursor.advance();
  const name = settleHeader(cursor, cursor.parseName());
  const value = parseAssigned(cursor);
  return { kind: "assert", start, decorators, end: cursor.lastEnd, name, value };
}

/** A parameter has a type in a template and a value in a parameter file. */
export function parseParameter(
  cursor: Cursor,
  { start, decorators }: Lead,
): ParameterDeclaration | ParameterAssignment {
  cursor.advance();
  const name = cursor.parseName();
  if (cursor.dialect === "bicepparam") {
    const settled = settleHeader(cursor, name);
    const value = parseAssigned(cursor);
    return { kind: "paramAssignment", start, decorators, end: cursor.lastEnd, name: settled, value };
  }
  const type = parseRequiredType(cursor);
  const value = cursor.at(Token.Assign) ? parseAssigned(cursor) : undefined;
  return { kind: "param", start, decorators, end: cursor.lastEnd, name, type, value };
}

function parseRequiredType(cursor: Cursor): TypeNode {
  return lacksType(cursor)
    ? cursor.missing("expected-type")
    : settleHeader(cursor, parseDeclaredType(cursor));
}

/** The first member of a union may be on the next line. */
function lacksType(cursor: Cursor): boolean {
  const over = cursor.at(Token.Assign) || cursor.at(Token.NewLine) || cursor.at(Token.EndOfFile);
  return over && !atPipe(cursor);
}

export function parseVariable(cursor: Cursor, { start, decorators }: Lead): VariableDeclaration {
  cursor.advance();
  const name = cursor.parseName();
  const type = lacksType(cursor) ? undefined : settleHeader(cursor, parseDeclaredType(cursor));
  const value = parseAssigned(cursor);
  return { kind: "var", start, decorators, end: cursor.lastEnd, name, type, value };
}

export function parseOutput(cursor: Cursor, { start, decorators }: Lead): OutputDeclaration {
  cursor.advance();
  const name = cursor.parseName();
  const type = parseRequiredType(cursor);
  const value = parseAssigned(cursor);
  return { kind: "output", start, decorators, end: cursor.lastEnd, name, type, value };
}

export function parseTypeDeclaration(cursor: Cursor, { start, decorators }: Lead): TypeDeclaration {
  cursor.advance();
  const name = settleHeader(cursor, cursor.parseName());
  takeAssignment(cursor);
  const value = lacksType(cursor) ? cursor.missing("expected-type") : settleValue(cursor, parseType(cursor));
  return { kind: "type", start, decorators, end: cursor.lastEnd, name, value };
}

/** A resource of the file, or one nested in the body of another. */
export function parseResource(cursor: Cursor, { start, decorators }: Lead): ResourceDeclaration {
  cursor.advance();
  const name = cursor.parseName();
  const type = parseText(cursor);
  const existing = cursor.takeWord("existing");
  passHeaderRest(cursor);
  const body = settleValue(cursor, parseResourceBody(cursor));
  return { kind: "resource", start, decorators, end: cursor.lastEnd, name, type, existing, body };
}

export function parseModule(cursor: Cursor, lead: Lead): ModuleDeclaration {
  return parseModuleLike(cursor, lead, "module");
}

export function parseTest(cursor: Cursor, lead: Lead): TestDeclaration {
  return parseModuleLike(cursor, lead, "test");
}

type ModuleLike<Kind> = Omit<ModuleDeclaration, "kind"> & { readonly kind: Kind };

function parseModuleLike<Kind extends "module" | "test">(
  cursor: Cursor,
  { start, decorators }: Lead,
  kind: Kind,
): ModuleLike<Kind> {
  cursor.advance();
  const name = cursor.parseName();
  const path = parseText(cursor);
  passHeaderRest(cursor);
  const body = settleValue(cursor, parseModuleBody(cursor));
  return { kind, start, decorators, end: cursor.lastEnd, name, path, body };
}

/** Takes the equals sign before a body. Words before it that do not belong there are passed over. */
function passHeaderRest(cursor: Cursor): void {
  if (cursor.at(Token.Identifier)) {
    const start = cursor.startOf();
    const rest: ErrorNode = settleHeader(cursor, cursor.missing("expected-assignment"));
    if (rest.end > start && !cursor.at(Token.Assign)) return;
  }
  if (!cursor.at(Token.LeftBrace)) takeAssignment(cursor);
  else cursor.missing("expected-assignment");
}

type ObjectRule = (cursor: Cursor) => ObjectNode;

/** Reads `{…}`, `if (…) {…}` or `[for …: …]`; resources may be nested in the braces. */
function parseResourceBody(cursor: Cursor): Body {
  return parseBody(cursor, parseResourceObject);
}

/** As `parseResourceBody`, for modules. */
function parseModuleBody(cursor: Cursor): Body {
  return parseBody(cursor, parseObject);
}

function parseBody(cursor: Cursor, parseBraces: ObjectRule): Body {
  if (cursor.at(Token.NewLine) && cursor.atWord("if", 1)) cursor.advance();
  if (cursor.at(Token.LeftSquare)) return parseLoopBody(cursor, parseBraces);
  return parseSingle(cursor, parseBraces);
}

function parseLoopBody(cursor: Cursor, parseBraces: ObjectRule): Body {
  if (!cursor.atWord("for", cursor.peek(1) === Token.NewLine ? 2 : 1)) return skip(cursor, "expected-body");
  return parseFor(cursor, (inner) => parseSingle(inner, parseBraces));
}

function parseSingle(cursor: Cursor, parseBraces: ObjectRule): ObjectNode | Conditional | ErrorNode {
  if (cursor.at(Token.LeftBrace)) return parseBraces(cursor);
  if (cursor.atWord("if")) return parseConditional(cursor, parseBraces);
  return unreadable(cursor, "expected-body");
}

function parseConditional(cursor: Cursor, parseBraces: ObjectRule): Conditional {
  const start = cursor.startOf();
  cursor.advance();
  const condition = parseCondition(cursor);
  const height = cursor.height;
  const body = parseBracesOrError(cursor, parseBraces);
  cursor.height = Math.max(height, cursor.height) + 1;
  return { kind: "if", start, end: cursor.lastEnd, condition, body };
}

/** A condition is in parentheses; without them it would run into the body. */
function parseCondition(cursor: Cursor): Expression {
  if (!cursor.at(Token.LeftParen)) return cursor.missing("expected-value");
  const start = cursor.startOf();
  const condition = cursor.grammar.expression(cursor);
  if (cursor.at(Token.LeftBrace) || endsValue(cursor.kind) || breaksOut(cursor)) return condition;
  return skipToBrace(cursor, start);
}

function skipToBrace(cursor: Cursor, start: number): ErrorNode {
  while (!cursor.at(Token.LeftBrace) && !endsValue(cursor.kind)) cursor.advance();
  const error = cursor.missing("unexpected-text");
  return { ...error, start };
}

function parseBracesOrError(cursor: Cursor, parseBraces: ObjectRule): ObjectNode | ErrorNode {
  return cursor.at(Token.LeftBrace) ? parseBraces(cursor) : unreadable(cursor, "expected-body");
}

interface Variables {
  readonly item: Name | ErrorNode;
  readonly index: Name | ErrorNode | undefined;
}

/** Reads `[for … in …: body]`; the cursor is at the bracket, which is known to be followed by `for`. */
export function parseFor(cursor: Cursor, parseBody: (cursor: Cursor) => Expression | Conditional): For {
  const start = cursor.startOf();
  cursor.advance();
  cursor.squares++;
  cursor.skipNewLine();
  cursor.advance();
  const { item, index } = parseVariables(cursor);
  const source = parseSource(cursor);
  let height = cursor.height;
  const body = cursor.take(Token.Colon)
    ? settle(cursor, parseBody(cursor))
    : cursor.missing("expected-colon");
  height = Math.max(height, cursor.height);
  const close = parseEnd(cursor);
  cursor.squares--;
  cursor.height = height + 1;
  return { kind: "for", start, end: cursor.lastEnd, item, index, source, body, close };
}

function parseVariables(cursor: Cursor): Variables {
  if (!cursor.at(Token.LeftParen)) return { item: cursor.parseName(), index: undefined };
  cursor.advance();
  cursor.parens++;
  const item = cursor.parseName();
  const index = cursor.take(Token.Comma) ? cursor.parseName() : cursor.missing("expected-name");
  if (!cursor.at(Token.RightParen) && !endsValue(cursor.kind)) skip(cursor, "unexpected-text");
  takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  return { item, index };
}

function parseSource(cursor: Cursor): Expression {
  if (!cursor.takeWord("in")) {
    if (!cursor.at(Token.Identifier)) return cursor.missing("expected-keyword");
    // A name where `in` should be: the word is misspelt or only half typed.
    cursor.missing("expected-keyword");
    cursor.takeName();
  }
  const source = cursor.grammar.expression(cursor);
  return endsValue(cursor.kind) ? source : skip(cursor, "unexpected-text", source.start);
}

/** The closing bracket, which may be on the next line. */
function parseEnd(cursor: Cursor): number | undefined {
  if (cursor.at(Token.NewLine) && cursor.tokens.kinds[cursor.index + 1] === Token.RightSquare)
    cursor.advance();
  return takeCloser(cursor, Token.RightSquare);
}
