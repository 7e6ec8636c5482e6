export const Char = {
  Tab: 9,
  LineFeed: 10,
  CarriageReturn: 13,
  Space: 32,
  Hash: 35,
  Dollar: 36,
  Quote: 39,
  Star: 42,
  Dot: 46,
  Slash: 47,
  Backslash: 92,
  LeftBrace: 123,
  RightBrace: 125,
  ByteOrderMark: 0xfeff,
} as const;

const IdentifierStart = 1;
const Digit = 2;

const classes = new Uint8Array(128);
for (let code = 48; code <= 57; code++) classes[code] = Digit;
for (let code = 65; code <= 90; code++) classes[code] = IdentifierStart;
for (let code = 97; code <= 122; code++) classes[code] = IdentifierStart;
classes[95] = IdentifierStart;

/** Letters of an identifier are ASCII: `a-z`, `A-Z`, `_`, and digits behind the first. */
export function isIdentifierStart(code: number): boolean {
  return classes[code] === IdentifierStart;
}

export function isIdentifierPart(code: number): boolean {
  return (classes[code] ?? 0) !== 0;
}

export function isDigit(code: number): boolean {
  return classes[code] === Digit;
}

export function isLineBreak(code: number): boolean {
  return code === Char.LineFeed || code === Char.CarriageReturn;
}
