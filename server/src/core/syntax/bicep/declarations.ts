import { parseModuleBody, parseResourceBody } from "./bodies.ts";
import { advance, at, type Cursor, missing, parseName, startOf, takeWord } from "./cursor.ts";
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
} from "./declaration-nodes.ts";
import type { ResourceDeclaration, ErrorNode } from "./nodes.ts";
import { type Lead, parseAssigned, parseText, settleHeader, settleValue, takeAssignment } from "./header.ts";
import { Token } from "./token.ts";
import type { TypeNode } from "./type-nodes.ts";
import { atPipe, parseDeclaredType, parseType } from "./types.ts";

export function parseTargetScope(cursor: Cursor, { start, decorators }: Lead): TargetScopeDeclaration {
  advance(cursor);
  const value = parseAssigned(cursor);
  return { kind: "targetScope", start, decorators, end: cursor.lastEnd, value };
}

export function parseMetadata(cursor: Cursor, { start, decorators }: Lead): MetadataDeclaration {
  advance(cursor);
  const name = settleHeader(cursor, parseName(cursor));
  const value = parseAssigned(cursor);
  return { kind: "metadata", start, decorators, end: cursor.lastEnd, name, value };
}

export function parseAssert(cursor: Cursor, { start, decorators }: Lead): AssertDeclaration {
  advance(cursor);
  const name = settleHeader(cursor, parseName(cursor));
  const value = parseAssigned(cursor);
  return { kind: "assert", start, decorators, end: cursor.lastEnd, name, value };
}

/** A parameter has a type in a template and a value in a parameter file. */
export function parseParameter(
  cursor: Cursor,
  { start, decorators }: Lead,
): ParameterDeclaration | ParameterAssignment {
  advance(cursor);
  const name = parseName(cursor);
  if (cursor.dialect === "bicepparam") {
    const settled = settleHeader(cursor, name);
    const value = parseAssigned(cursor);
    return { kind: "paramAssignment", start, decorators, end: cursor.lastEnd, name: settled, value };
  }
  const type = parseRequiredType(cursor);
  const value = at(cursor, Token.Assign) ? parseAssigned(cursor) : undefined;
  return { kind: "param", start, decorators, end: cursor.lastEnd, name, type, value };
}

function parseRequiredType(cursor: Cursor): TypeNode {
  return lacksType(cursor)
    ? missing(cursor, "expected-type")
    : settleHeader(cursor, parseDeclaredType(cursor));
}

/** The first member of a union may be on the next line. */
function lacksType(cursor: Cursor): boolean {
  const over = at(cursor, Token.Assign) || at(cursor, Token.NewLine) || at(cursor, Token.EndOfFile);
  return over && !atPipe(cursor);
}

export function parseVariable(cursor: Cursor, { start, decorators }: Lead): VariableDeclaration {
  advance(cursor);
  const name = parseName(cursor);
  const type = lacksType(cursor) ? undefined : settleHeader(cursor, parseDeclaredType(cursor));
  const value = parseAssigned(cursor);
  return { kind: "var", start, decorators, end: cursor.lastEnd, name, type, value };
}

export function parseOutput(cursor: Cursor, { start, decorators }: Lead): OutputDeclaration {
  advance(cursor);
  const name = parseName(cursor);
  const type = parseRequiredType(cursor);
  const value = parseAssigned(cursor);
  return { kind: "output", start, decorators, end: cursor.lastEnd, name, type, value };
}

export function parseTypeDeclaration(cursor: Cursor, { start, decorators }: Lead): TypeDeclaration {
  advance(cursor);
  const name = settleHeader(cursor, parseName(cursor));
  takeAssignment(cursor);
  const value = lacksType(cursor) ? missing(cursor, "expected-type") : settleValue(cursor, parseType(cursor));
  return { kind: "type", start, decorators, end: cursor.lastEnd, name, value };
}

/** A resource of the file, or one nested in the body of another. */
export function parseResource(cursor: Cursor, { start, decorators }: Lead): ResourceDeclaration {
  advance(cursor);
  const name = parseName(cursor);
  const type = parseText(cursor);
  const existing = takeWord(cursor, "existing");
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
  advance(cursor);
  const name = parseName(cursor);
  const path = parseText(cursor);
  passHeaderRest(cursor);
  const body = settleValue(cursor, parseModuleBody(cursor));
  return { kind, start, decorators, end: cursor.lastEnd, name, path, body };
}

/** Takes the equals sign before a body. Words before it that do not belong there are passed over. */
function passHeaderRest(cursor: Cursor): void {
  if (at(cursor, Token.Identifier)) {
    const start = startOf(cursor);
    const rest: ErrorNode = settleHeader(cursor, missing(cursor, "expected-assignment"));
    if (rest.end > start && !at(cursor, Token.Assign)) return;
  }
  if (!at(cursor, Token.LeftBrace)) takeAssignment(cursor);
  else missing(cursor, "expected-assignment");
}
