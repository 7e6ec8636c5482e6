import { parseArguments } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import type { Decorator, Call, Expression, VariableAccess } from "./nodes.ts";
import { isTooDeep, tooDeep } from "./recovery.ts";
import { Token } from "./token.ts";

const none: readonly Decorator[] = [];

/** Reads the decorators at the cursor with the line breaks after them; an empty list if there are none. */
export function parseDecorators(cursor: Cursor): readonly Decorator[] {
  if (!cursor.at(Token.At)) return none;
  const decorators: Decorator[] = [];
  while (cursor.at(Token.At)) {
    decorators.push(parseDecorator(cursor));
    if (!cursor.at(Token.NewLine) && !cursor.at(Token.EndOfFile)) cursor.missing("expected-newline");
    cursor.skipNewLine();
  }
  return decorators;
}

/** `@name`, `@name(…)`, `@namespace.name(…)`. */
function parseDecorator(cursor: Cursor): Decorator {
  const start = cursor.startOf();
  cursor.advance();
  let expression: Expression = cursor.at(Token.Identifier)
    ? parseHead(cursor)
    : cursor.missing("expected-name");
  const from = expression.start;
  while (cursor.at(Token.Dot)) {
    if (isTooDeep(cursor)) {
      expression = tooDeep(cursor, from);
      break;
    }
    const height = cursor.height + 1;
    cursor.advance();
    const name = cursor.parseName();
    if (cursor.at(Token.LeftParen)) {
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
  const name = cursor.takeName();
  const { start, end, text } = name;
  cursor.height = 0;
  if (!cursor.at(Token.LeftParen)) return { kind: "variable-access", start, end, name: text };
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "call", start, end: cursor.lastEnd, name, open, args, close };
}
