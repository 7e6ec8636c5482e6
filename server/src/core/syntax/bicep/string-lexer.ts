import { Char, isLineBreak } from "./characters.ts";
import { nextDeclarationLine } from "./declaration-line.ts";
import { pushToken, StringFlag, Token, type TokenList } from "./token.ts";

/** A string whose interpolation is open, or a brace opened inside that interpolation. */
interface Template {
  readonly isString: boolean;
  /** Number of `$` before the quotes of a multi-line string, which an interpolation must repeat; -1 for a single-line string. */
  readonly dollars: number;
}

export interface StringState {
  readonly text: string;
  readonly list: TokenList;
  position: number;
  readonly templates: Template[];
  /** Whether a multi-line string ends before a line that starts a declaration. */
  readonly wary: boolean;
  /** Set when a multi-line string is not closed before the end of the file. */
  runaway: boolean;
  nextDeclaration: number;
}

const singleLine: Template = { isString: true, dollars: -1 };
const brace: Template = { isString: false, dollars: 0 };

/** Notes an opening brace, so that its partner is not taken for the end of the interpolation around it. */
export function noteOpenBrace(state: StringState): void {
  if (state.templates.length > 0) state.templates.push(brace);
}

/** Reads a token that starts with a quote, a dollar sign or a closing brace. */
export function lexString(state: StringState): void {
  const { text, position } = state;
  const code = text.charCodeAt(position);
  if (code === Char.RightBrace) lexClosingBrace(state);
  else if (text.startsWith("'''", position)) lexMultiline(state, 0, position + 3, true);
  else if (code === Char.Quote) lexSegment(state, position + 1, true);
  else lexDollar(state);
}

function lexClosingBrace(state: StringState): void {
  const { templates, position } = state;
  const template = templates.at(-1);
  templates.pop();
  if (!template?.isString) {
    state.position = position + 1;
    pushToken(state.list, Token.RightBrace, position, position + 1);
    return;
  }
  if (template.dollars < 0) lexSegment(state, position + 1, false);
  else lexMultiline(state, template.dollars, position + 1, false);
}

function lexDollar(state: StringState): void {
  const { text, position } = state;
  let end = position + 1;
  while (text.charCodeAt(end) === Char.Dollar) end++;
  if (text.startsWith("'''", end)) {
    lexMultiline(state, end - position, end + 3, true);
  } else {
    state.position = end;
    pushToken(state.list, Token.Unknown, position, end);
  }
}

/** One piece of a single-line string, from behind its quote or brace. */
function lexSegment(state: StringState, from: number, first: boolean): void {
  const { text } = state;
  let flags: number = StringFlag.None;
  let end = from;
  while (end < text.length && !endsSegment(text, end)) {
    if (text.charCodeAt(end) === Char.Backslash) {
      flags |= StringFlag.Escapes;
      if (!isLineBreak(text.charCodeAt(end + 1))) end++;
    }
    end++;
  }
  const code = text.charCodeAt(end);
  if (code === Char.Quote) finish(state, first, end + 1, flags);
  else if (code === Char.Dollar) openInterpolation(state, first, end + 2, flags, singleLine);
  else finish(state, first, Math.min(end, text.length), flags | StringFlag.Unterminated);
}

function endsSegment(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code === Char.Dollar) return text.charCodeAt(offset + 1) === Char.LeftBrace;
  return code === Char.Quote || isLineBreak(code);
}

/** One piece of a multi-line string. All quotes of a run of three or more belong to the end; nothing is escaped. */
function lexMultiline(state: StringState, dollars: number, from: number, first: boolean): void {
  const { text } = state;
  const limit = state.wary ? declarationAfter(state, from) : text.length;
  let closing = text.indexOf("'''", from);
  if (closing < 0 || closing > limit) closing = limit;
  const interpolation = dollars > 0 ? findInterpolation(text, dollars, from, closing) : -1;
  if (interpolation >= 0) {
    openInterpolation(state, first, interpolation, StringFlag.None, { isString: true, dollars });
  } else if (closing === limit) {
    state.runaway = true;
    finish(state, first, limit, StringFlag.Unterminated);
  } else {
    let end = closing + 3;
    while (text.charCodeAt(end) === Char.Quote) end++;
    finish(state, first, end, StringFlag.None);
  }
}

/** Where the next declaration starts a line, less the line break before it; each stretch of text is searched once. */
function declarationAfter(state: StringState, from: number): number {
  if (state.nextDeclaration < from) state.nextDeclaration = nextDeclarationLine(state.text, from);
  const offset = state.nextDeclaration;
  if (offset === state.text.length) return offset;
  return state.text.charCodeAt(offset - 2) === Char.CarriageReturn ? offset - 2 : offset - 1;
}

/** Offset after the `{` of the first interpolation; -1 if there is none before `limit`. */
function findInterpolation(text: string, dollars: number, from: number, limit: number): number {
  const opening = "$".repeat(dollars) + "{";
  const found = text.slice(from, limit).indexOf(opening);
  return found < 0 ? -1 : from + found + opening.length;
}

function openInterpolation(
  state: StringState,
  first: boolean,
  end: number,
  flags: number,
  template: Template,
): void {
  state.templates.push(template);
  pushToken(state.list, first ? Token.StringStart : Token.StringMiddle, state.position, end, flags);
  state.position = end;
}

function finish(state: StringState, first: boolean, end: number, flags: number): void {
  pushToken(state.list, first ? Token.String : Token.StringEnd, state.position, end, flags);
  state.position = end;
}
