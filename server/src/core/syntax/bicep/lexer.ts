import { Char, isDigit, isIdentifierPart, isIdentifierStart, isLineBreak } from "./characters.ts";
import { nextDeclarationLine } from "./declaration-line.ts";
import type { Comment } from "./nodes.ts";
import { lexString, noteOpenBrace, type StringState } from "./string-lexer.ts";
import { createTokenList, pushToken, StringFlag, Token, type TokenList } from "./token.ts";

export interface Tokens {
  readonly list: TokenList;
  readonly comments: readonly Comment[];
  /** Offset of an unclosed block comment; undefined if there is none. */
  readonly openComment: number | undefined;
  /** Whether a multi-line string runs to the end of the file. */
  readonly runaway: boolean;
}

interface Lexer extends StringState {
  readonly comments: Comment[];
  openComment: number | undefined;
}

/**
 * Cuts the text into tokens, in one pass. The rules are those of
 * https://github.com/Azure/bicep/blob/main/src/Bicep.Core/Parsing/Lexer.cs: single-line strings and the interpolations of all
 * strings end with their line. A multi-line string that runs to the end of the file makes it likely that a quote is
 * missing earlier, so the text is then cut again, with such strings ending before a line that starts a declaration.
 */
export function tokenize(text: string): Tokens {
  const first = run(text, false);
  return first.runaway ? { ...run(text, true), runaway: true } : first;
}

function run(text: string, wary: boolean): Lexer {
  const lexer: Lexer = {
    text,
    position: 0,
    list: createTokenList(text.length),
    templates: [],
    wary,
    runaway: false,
    nextDeclaration: -1,
    comments: [],
    openComment: undefined,
  };
  while (lexToken(lexer));
  return lexer;
}

function lexToken(lexer: Lexer): boolean {
  skipTrivia(lexer);
  const { text, list, position } = lexer;
  const code = text.charCodeAt(position);
  if (isIdentifierStart(code)) lexIdentifier(lexer);
  else if (code === Char.Quote || code === Char.Dollar || code === Char.RightBrace) lexString(lexer);
  else if (isDigit(code)) lexInteger(lexer);
  else if (position < text.length) lexer.position = lexPunctuation(lexer);
  else {
    pushToken(list, Token.EndOfFile, position, position);
    return false;
  }
  return true;
}

function lexIdentifier(lexer: Lexer): void {
  const { text, position } = lexer;
  let end = position + 1;
  while (isIdentifierPart(text.charCodeAt(end))) end++;
  lexer.position = end;
  pushToken(lexer.list, identifierKind(text, position, end - position), position, end);
}

/** `true`, `false` and `null` are the only words that are never names. */
function identifierKind(text: string, start: number, length: number): number {
  if (length === 4 && text.startsWith("true", start)) return Token.True;
  if (length === 4 && text.startsWith("null", start)) return Token.Null;
  if (length === 5 && text.startsWith("false", start)) return Token.False;
  return Token.Identifier;
}

function lexInteger(lexer: Lexer): void {
  const start = lexer.position;
  let end = start + 1;
  while (isDigit(lexer.text.charCodeAt(end))) end++;
  lexer.position = end;
  pushToken(lexer.list, Token.Integer, start, end);
}

/** Passes over blanks, line breaks, comments and directives; writes one token for all line breaks among them. */
function skipTrivia(lexer: Lexer): void {
  const { text } = lexer;
  let firstBreak = -1;
  let lastBreak = -1;
  for (;;) {
    const position = lexer.position;
    const code = text.charCodeAt(position);
    if (code === Char.Space || code === Char.Tab || (code === Char.ByteOrderMark && position === 0)) {
      lexer.position++;
    } else if (isLineBreak(code)) {
      if (firstBreak < 0) firstBreak = position;
      lastBreak = position;
      lexer.position++;
    } else if (!skipComment(lexer, code)) {
      break;
    }
  }
  if (firstBreak >= 0) pushLineBreak(lexer, firstBreak, lastBreak + 1);
}

function pushLineBreak(lexer: Lexer, start: number, end: number): void {
  const { list, templates } = lexer;
  while (templates.length > 0) {
    const template = templates.pop();
    if (template?.isString) pushToken(list, Token.StringEnd, start, start, StringFlag.Unterminated);
  }
  pushToken(list, Token.NewLine, start, end);
}

function skipComment(lexer: Lexer, code: number): boolean {
  const { text, position } = lexer;
  if (code === Char.Slash) {
    const next = text.charCodeAt(position + 1);
    if (next === Char.Slash) return skipLine(lexer, "lineComment");
    if (next === Char.Star) return skipBlockComment(lexer);
    return false;
  }
  return code === Char.Hash && isDirective(text, position) && skipLine(lexer, "directive");
}

function skipLine(lexer: Lexer, kind: "lineComment" | "directive"): true {
  const { text, position: start } = lexer;
  const last = kind === "directive" ? endOfDirective : endOfLine;
  last.lastIndex = start + 1;
  const end = last.exec(text)?.index ?? text.length;
  lexer.position = end;
  lexer.comments.push({ kind, start, end });
  return true;
}

const endOfLine = /[\r\n]/g;
/** A comment may follow a directive. */
const endOfDirective = /[\r\n]|\/\//g;

function skipBlockComment(lexer: Lexer): true {
  const { text, position: start } = lexer;
  const closing = lexer.openComment === undefined ? text.indexOf("*/", start + 2) : -1;
  if (closing < 0) lexer.openComment ??= start;
  const end = closing < 0 ? nextDeclarationLine(text, start) : closing + 2;
  lexer.position = end;
  lexer.comments.push({ kind: "blockComment", start, end });
  return true;
}

const directive = /#(?:disable-next-line|disable-diagnostics|restore-diagnostics)/y;

/** A directive is alone on its line. */
function isDirective(text: string, offset: number): boolean {
  directive.lastIndex = offset;
  if (!directive.test(text)) return false;
  let before = offset - 1;
  while (before >= 0 && (text.charCodeAt(before) === Char.Space || text.charCodeAt(before) === Char.Tab))
    before--;
  return before < 0 || isLineBreak(text.charCodeAt(before));
}

const single = new Uint8Array(128).fill(Token.Unknown);
const pairs = new Map<number, number>();
const startsPair = new Uint8Array(128);

for (const [text, kind] of [
  ["??", Token.Coalesce],
  ["::", Token.DoubleColon],
  ["!=", Token.NotEqual],
  ["!~", Token.NotEqualIgnoringCase],
  ["<=", Token.LessOrEqual],
  [">=", Token.GreaterOrEqual],
  ["==", Token.Equal],
  ["=~", Token.EqualIgnoringCase],
  ["=>", Token.Arrow],
  ["&&", Token.And],
  ["||", Token.Or],
] as const) {
  pairs.set(pairKey(text.charCodeAt(0), text.charCodeAt(1)), kind);
  startsPair[text.charCodeAt(0)] = 1;
}

for (const [text, kind] of [
  ["{", Token.LeftBrace],
  ["[", Token.LeftSquare],
  ["]", Token.RightSquare],
  ["(", Token.LeftParen],
  [")", Token.RightParen],
  ["@", Token.At],
  [",", Token.Comma],
  [".", Token.Dot],
  ["?", Token.Question],
  [":", Token.Colon],
  ["=", Token.Assign],
  ["^", Token.Hat],
  ["!", Token.Exclamation],
  ["|", Token.Pipe],
  ["*", Token.Star],
  ["/", Token.Slash],
  ["%", Token.Percent],
  ["+", Token.Plus],
  ["-", Token.Minus],
  ["<", Token.Less],
  [">", Token.Greater],
] as const) {
  single[text.charCodeAt(0)] = kind;
}

/** Reads one token of punctuation and returns the offset behind it. A stray character is a token of its own. */
function lexPunctuation(state: StringState): number {
  const { text, position, list } = state;
  const code = text.charCodeAt(position);
  if (code === Char.LeftBrace) noteOpenBrace(state);
  if (startsPair[code] === 1) {
    const pair = pairs.get(pairKey(code, text.charCodeAt(position + 1)));
    if (pair !== undefined) {
      pushToken(list, pair, position, position + 2);
      return position + 2;
    }
  }
  if (code === Char.Dot && text.startsWith("...", position)) {
    pushToken(list, Token.Ellipsis, position, position + 3);
    return position + 3;
  }
  pushToken(list, single[code] ?? Token.Unknown, position, position + 1);
  return position + 1;
}

function pairKey(first: number, second: number): number {
  return first * 65_536 + second;
}
