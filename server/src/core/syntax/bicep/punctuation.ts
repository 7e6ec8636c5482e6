import { Char } from "./characters.ts";
import { noteOpenBrace, type StringState } from "./string-lexer.ts";
import { pushToken, Token } from "./token.ts";

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
export function lexPunctuation(state: StringState): number {
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
