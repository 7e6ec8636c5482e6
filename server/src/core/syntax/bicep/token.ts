/** Kinds of tokens. Numbers, because the lexer writes one byte per token. */
export const Token = {
  EndOfFile: 0,
  /** One line break or more, with the comments and blank lines between them. */
  NewLine: 1,
  Identifier: 2,
  Integer: 3,
  /** A whole string without interpolations, single-line or multi-line. */
  String: 4,
  /** From the opening quote to `${`. */
  StringStart: 5,
  /** From `}` to the next `${`. */
  StringMiddle: 6,
  /** From `}` to the closing quote. */
  StringEnd: 7,
  True: 8,
  False: 9,
  Null: 10,
  LeftBrace: 11,
  RightBrace: 12,
  LeftSquare: 13,
  RightSquare: 14,
  LeftParen: 15,
  RightParen: 16,
  At: 17,
  Comma: 18,
  Dot: 19,
  Ellipsis: 20,
  Question: 21,
  Colon: 22,
  DoubleColon: 23,
  Assign: 24,
  Arrow: 25,
  Hat: 26,
  Exclamation: 27,
  Pipe: 28,
  Star: 29,
  Slash: 30,
  Percent: 31,
  Plus: 32,
  Minus: 33,
  Less: 34,
  LessOrEqual: 35,
  Greater: 36,
  GreaterOrEqual: 37,
  Equal: 38,
  NotEqual: 39,
  EqualIgnoringCase: 40,
  NotEqualIgnoringCase: 41,
  And: 42,
  Or: 43,
  Coalesce: 44,
  Unknown: 45,
} as const;

/** What the lexer knows about a string token beyond its kind. */
export const StringFlag = { None: 0, Escapes: 1, Unterminated: 2 } as const;

/** The tokens of one file in parallel arrays; offsets are UTF-16. Only the first `count` entries mean something. */
export interface TokenList {
  kinds: Uint8Array;
  flags: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
}

/** An empty list with room for the tokens of a text of the given length. */
export function createTokenList(textLength: number): TokenList {
  const capacity = (textLength >> 2) + 16;
  return {
    kinds: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    count: 0,
  };
}

/** Appends one token; the arrays double when they are full, so that appending stays linear. */
export function pushToken(list: TokenList, kind: number, start: number, end: number, flags = 0): void {
  if (list.count === list.kinds.length) grow(list);
  const index = list.count++;
  list.kinds[index] = kind;
  list.starts[index] = start;
  list.ends[index] = end;
  if (flags !== 0) list.flags[index] = flags;
}

function grow(list: TokenList): void {
  const capacity = list.kinds.length * 2;
  const kinds = new Uint8Array(capacity);
  const flags = new Uint8Array(capacity);
  const starts = new Int32Array(capacity);
  const ends = new Int32Array(capacity);
  kinds.set(list.kinds);
  flags.set(list.flags);
  starts.set(list.starts);
  ends.set(list.ends);
  Object.assign(list, { kinds, flags, starts, ends });
}
