import { parseArguments } from "./arguments.ts";
import { advance, at, type Cursor, missing, parseName, skipNewLine, startOf, takeName } from "./cursor.ts";
import type { Decorator, Call, Expression, VariableAccess } from "./nodes.ts";
import { isTooDeep, tooDeep } from "./recovery.ts";
import { Token } from "./token.ts";

const none: readonly Decorator[] = [];

/** Reads the decorators at the cursor with the line breaks after them; an empty list if there are none. */
export function parseDecorators(cursor: Cursor): readonly Decorator[] {
  if (!at(cursor, Token.At)) return none;
  const decorators: Decorator[] = [];
  while (at(cursor, Token.At)) {
    decorators.push(parseDecorator(cursor));
    if (!at(cursor, Token.NewLine) && !at(cursor, Token.EndOfFile)) missing(cursor, "expected-newline");
    skipNewLine(cursor);
  }
  return decorators;
}

/** `@name`, `@name(…)`, `@namespace.name(…)`. */
function parseDecorator(cursor: Cursor): Decorator {
  const start = startOf(cursor);
  advance(cursor);
  let expression: Expression = at(cursor, Token.Identifier)
    ? parseHead(cursor)
    : missing(cursor, "expected-name");
  const from = expression.start;
  while (at(cursor, Token.Dot)) {
    if (isTooDeep(cursor)) {
      expression = tooDeep(cursor, from);
      break;
    }
    const height = cursor.height + 1;
    advance(cursor);
    const name = parseName(cursor);
    if (at(cursor, Token.LeftParen)) {
      const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
      const end = cursor.lastEnd;
      expression = { kind: "methodCall", start: from, end, target: expression, name, open, args, close };
    } else {
      const end = cursor.lastEnd;
      expression = { kind: "member", start: from, end, target: expression, name, safe: false };
    }
    cursor.height = Math.max(height, cursor.height);
  }
  return { kind: "decorator", start, end: cursor.lastEnd, expression };
}

function parseHead(cursor: Cursor): Call | VariableAccess {
  const name = takeName(cursor);
  const { start, end, text } = name;
  cursor.height = 0;
  if (!at(cursor, Token.LeftParen)) return { kind: "variable-access", start, end, name: text };
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "call", start, end: cursor.lastEnd, name, open, args, close };
}
