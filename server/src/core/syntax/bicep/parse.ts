import { Cursor } from "./cursor.ts";
import { parseDecorators } from "./objects.ts";
import { startsDeclaration } from "./declaration-line.ts";
import type { Decorator, ErrorNode, Expression, OrphanDecorators, ResourceDeclaration } from "./nodes.ts";
import {
  type BicepDialect,
  type BicepFile,
  type BicepNode,
  walk,
  type Declaration,
  type FunctionDeclaration,
  type TypedParameter,
} from "./file-nodes.ts";
import {
  parseAssert,
  parseMetadata,
  parseModule,
  parseOutput,
  parseParameter,
  parseResource,
  parseTargetScope,
  parseTest,
  parseTypeDeclaration,
  parseVariable,
} from "./declarations.ts";
import { parseExpression } from "./expression.ts";
import { tokenize, type Tokens } from "./lexer.ts";
import { isTooDeep, skipLine, tooDeep, unreadable } from "./recovery.ts";
import { Token } from "./token.ts";
import { isLineBreak } from "./characters.ts";
import { type Lead, settleValue } from "./header.ts";
import { parseExtends, parseExtension, parseExtensionConfig, parseImport, parseUsing } from "./imports.ts";
import { parseArguments } from "./arguments.ts";
import { parseLambdaBody } from "./primary.ts";
import { parseDeclaredType } from "./types.ts";
import type { Document } from "../../text/document.ts";

/**
 * Reads the text of a `.bicep` file. Never fails: what cannot be read is an error node, and the rest of the file keeps
 * its meaning. The grammar is that of https://learn.microsoft.com/azure/azure-resource-manager/bicep/file.
 */
export function parseBicep(text: string): BicepFile {
  return parse(text, "bicep");
}

/**
 * Reads the text of a `.bicepparam` file, as `parseBicep` does, see
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files.
 */
export function parseBicepParameters(text: string): BicepFile {
  return parse(text, "bicepparam");
}

type TopLevel = BicepFile["declarations"][number];

function parse(text: string, dialect: BicepDialect): BicepFile {
  const tokens = tokenize(text);
  const grammar = { expression: parseExpression, nestedResource: parseNestedResource };
  const cursor = new Cursor(text, dialect, grammar, tokens.list);
  const declarations: TopLevel[] = [];
  cursor.skipNewLine();
  while (!cursor.at(Token.EndOfFile)) {
    parseNext(cursor, declarations);
    cursor.skipNewLine();
  }
  const errors = listErrors(cursor, tokens);
  const intact = cursor.damage === 0 && tokens.openComment === undefined;
  const clean = intact && errors.length === 0 && !tokens.runaway;
  const { comments } = tokens;
  return {
    kind: "file",
    start: 0,
    end: text.length,
    dialect,
    text,
    declarations,
    comments,
    errors,
    intact,
    clean,
  };
}

function listErrors(cursor: Cursor, { openComment }: Tokens): readonly ErrorNode[] {
  if (openComment !== undefined) cursor.report("unterminated-comment", openComment, openComment + 2);
  return cursor.errors.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function parseNext(cursor: Cursor, declarations: TopLevel[]): void {
  const stray = !looksLikeMisspeltKeyword(cursor);
  const { unbalanced } = cursor;
  const declaration = parseDeclaration(cursor);
  if (declaration.kind === "error" && stray) distrustBefore(cursor, declarations);
  declarations.push(declaration);
  if (cursor.unbalanced > unbalanced) distrust(declaration);
  parseLineEnd(cursor, declarations);
}

/** Two names side by side in the first column are a new declaration, not what is left of the one before. */
function looksLikeMisspeltKeyword(cursor: Cursor): boolean {
  if (!cursor.at(Token.Identifier) || !cursor.inFirstColumn()) return false;
  const next = cursor.peek(1);
  return next === Token.Identifier || next === Token.NewLine || next === Token.EndOfFile;
}

/** A declaration ends with its line; anything else on the line may be a part of it. */
function parseLineEnd(cursor: Cursor, declarations: TopLevel[]): void {
  if (cursor.at(Token.NewLine) || cursor.at(Token.EndOfFile)) return;
  if (cursor.at(Token.At) || startsDeclaration(cursor.text, cursor.startOf())) {
    cursor.missing("expected-newline");
    return;
  }
  distrustBefore(cursor, declarations);
  declarations.push(skipLine(cursor, "unexpected-text"));
}

function parseDeclaration(cursor: Cursor): TopLevel {
  const start = cursor.startOf();
  const decorators = parseDecorators(cursor);
  const rule = findRule(cursor);
  if (rule === undefined) {
    return decorators.length > 0
      ? orphan(cursor, decorators, start)
      : skipLine(cursor, "unknown-declaration");
  }
  const keyword = cursor.startOf();
  const declaration: Declaration = rule.parse(cursor, { start, decorators });
  if (rule.only !== undefined && rule.only !== cursor.dialect)
    cursor.report("wrong-file", keyword, keyword + rule.keyword.length);
  return declaration;
}

function orphan(cursor: Cursor, decorators: readonly Decorator[], start: number): OrphanDecorators {
  cursor.missing("expected-declaration");
  return { kind: "orphan", start, end: cursor.lastEnd, decorators };
}

function parseNestedResource(
  cursor: Cursor,
  decorators: readonly Decorator[],
  start: number,
): ResourceDeclaration | OrphanDecorators | ErrorNode {
  if (findRule(cursor)?.keyword !== "resource") return orphan(cursor, decorators, start);
  if (isTooDeep(cursor)) return tooDeep(cursor, start);
  cursor.depth++;
  const resource = parseResource(cursor, { start, decorators });
  cursor.depth--;
  return resource;
}

/**
 * Takes the word of every list in the declaration that it is complete. Called when brackets do not pair up: then any of
 * them may have lost items to another. This is the one place that changes a node, while no one but the parser has it.
 */
function distrust(declaration: BicepNode): void {
  walk(declaration, (node) => {
    if ("intact" in node) (node as { intact: boolean }).intact = false;
  });
}

/**
 * Distrusts what a stray piece of text may belong to: the declaration before it, and, as long as these may have been
 * nested, those before that, up to what an earlier piece has made doubtful.
 */
function distrustBefore(cursor: Pick<Cursor, "text" | "doubted">, declarations: readonly BicepNode[]): void {
  const { text, doubted } = cursor;
  cursor.doubted = declarations.length;
  for (let index = declarations.length - 1; index >= doubted; index--) {
    const declaration = declarations[index];
    if (declaration === undefined || declaration.kind === "error") continue;
    distrust(declaration);
    if (!mayBeNested(text, declaration)) return;
  }
}

/** Only a nested resource has a type of one segment. */
function mayBeNested(text: string, declaration: BicepNode): boolean {
  const { start } = declaration;
  if (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) return true;
  if (declaration.kind !== "resource") return false;
  return declaration.type.kind !== "string" || !declaration.type.value.includes("/");
}

interface DeclarationRule {
  readonly keyword: string;
  /** The only kind of file in which Bicep accepts the declaration; undefined when both do. */
  readonly only: BicepDialect | undefined;
  readonly parse: (cursor: Cursor, lead: Lead) => Declaration;
}

const rules: readonly DeclarationRule[] = [
  { keyword: "targetScope", only: "bicep", parse: parseTargetScope },
  { keyword: "metadata", only: "bicep", parse: parseMetadata },
  { keyword: "param", only: undefined, parse: parseParameter },
  { keyword: "var", only: undefined, parse: parseVariable },
  { keyword: "resource", only: "bicep", parse: parseResource },
  { keyword: "module", only: "bicep", parse: parseModule },
  { keyword: "test", only: "bicep", parse: parseTest },
  { keyword: "output", only: "bicep", parse: parseOutput },
  { keyword: "assert", only: "bicep", parse: parseAssert },
  { keyword: "type", only: undefined, parse: parseTypeDeclaration },
  { keyword: "func", only: "bicep", parse: parseFunction },
  { keyword: "import", only: undefined, parse: parseImport },
  { keyword: "extension", only: undefined, parse: parseExtension },
  // The name of `extension` before Bicep 0.30.
  { keyword: "provider", only: undefined, parse: parseExtension },
  { keyword: "extensionConfig", only: "bicepparam", parse: parseExtensionConfig },
  { keyword: "using", only: "bicepparam", parse: parseUsing },
  { keyword: "extends", only: "bicepparam", parse: parseExtends },
];

const byKeyword = new Map(rules.map((rule) => [rule.keyword, rule]));

/** The rule for the keyword at the cursor; undefined when no declaration starts there. */
function findRule(cursor: Cursor): DeclarationRule | undefined {
  if (!cursor.at(Token.Identifier)) return undefined;
  return byKeyword.get(cursor.text.slice(cursor.startOf(), cursor.endOf()));
}

/** `func name(parameter type, …) type => value` */
function parseFunction(cursor: Cursor, { start, decorators }: Lead): FunctionDeclaration {
  cursor.advance();
  const name = cursor.parseName();
  const parameters = parseParameters(cursor);
  const returns = cursor.at(Token.Arrow) ? cursor.missing("expected-type") : parseDeclaredType(cursor);
  const body = parseBody(cursor);
  return { kind: "func", start, decorators, end: cursor.lastEnd, name, parameters, returns, body };
}

/** Bicep's own parser takes a comma behind the last parameter, and behind no last argument. */
function parseParameters(cursor: Cursor): FunctionDeclaration["parameters"] {
  if (cursor.at(Token.LeftParen))
    return parseArguments(cursor, Token.RightParen, parseTypedParameter, "allowed").args;
  cursor.missing("expected-value");
  return [];
}

function parseTypedParameter(cursor: Cursor): TypedParameter | ErrorNode {
  if (!cursor.at(Token.Identifier)) return unreadable(cursor, "expected-name");
  const name = cursor.takeName();
  const type = parseDeclaredType(cursor);
  return { kind: "parameter", start: name.start, end: cursor.lastEnd, name, type };
}

function parseBody(cursor: Cursor): Expression {
  if (!cursor.at(Token.Arrow)) return unreadable(cursor, "expected-arrow");
  return settleValue(cursor, parseLambdaBody(cursor));
}

/** Whether a document is Bicep, and of which kind; its language decides if its name does not. */
export function bicepKind(document: Pick<Document, "id" | "language">): "template" | "parameters" | null {
  if (/\.bicepparam$/i.test(document.id) || document.language === "bicep-params") return "parameters";
  return /\.bicep$/i.test(document.id) || document.language === "bicep" ? "template" : null;
}

/** The tree of a document. */
export function treeOf(document: Document): BicepFile {
  return bicepKind(document) === "parameters"
    ? parseBicepParameters(document.text)
    : parseBicep(document.text);
}
