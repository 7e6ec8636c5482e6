import { advance, at, type Cursor, missing, parseName, takeName } from "./cursor.ts";
import type { FunctionDeclaration, TypedParameter } from "./declaration-nodes.ts";
import { parseArguments } from "./arguments.ts";
import { type Lead, settleValue } from "./header.ts";
import type { ErrorNode, Expression } from "./nodes.ts";
import { parseLambdaBody } from "./primary.ts";
import { unreadable } from "./recovery.ts";
import { Token } from "./token.ts";
import { parseDeclaredType } from "./types.ts";

/** `func name(parameter type, …) type => value` */
export function parseFunction(cursor: Cursor, { start, decorators }: Lead): FunctionDeclaration {
  advance(cursor);
  const name = parseName(cursor);
  const parameters = parseParameters(cursor);
  const returns = at(cursor, Token.Arrow) ? missing(cursor, "expected-type") : parseDeclaredType(cursor);
  const body = parseBody(cursor);
  return { kind: "func", start, decorators, end: cursor.lastEnd, name, parameters, returns, body };
}

/** Bicep's own parser takes a comma behind the last parameter, and behind no last argument. */
function parseParameters(cursor: Cursor): FunctionDeclaration["parameters"] {
  if (at(cursor, Token.LeftParen))
    return parseArguments(cursor, Token.RightParen, parseTypedParameter, "allowed").args;
  missing(cursor, "expected-value");
  return [];
}

function parseTypedParameter(cursor: Cursor): TypedParameter | ErrorNode {
  if (!at(cursor, Token.Identifier)) return unreadable(cursor, "expected-name");
  const name = takeName(cursor);
  const type = parseDeclaredType(cursor);
  return { kind: "parameter", start: name.start, end: cursor.lastEnd, name, type };
}

function parseBody(cursor: Cursor): Expression {
  if (!at(cursor, Token.Arrow)) return unreadable(cursor, "expected-arrow");
  return settleValue(cursor, parseLambdaBody(cursor));
}
