import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Document, Span } from "../text/document.ts";
import type { SyntaxFault } from "../syntax/syntax-fault.ts";
import type { AccessFileProblem } from "./problem.ts";

/** A value with the place it is written at; of a string, within its quotes. */
export interface Placed<T = string> {
  readonly value: T;
  readonly span: Span;
}

export interface Tree {
  readonly root: Node | null;
  readonly problems: readonly AccessFileProblem[];
}

/** Deeper files are not read: the library that reads them recurses. */
const deepest = 100;

/** Reads JSON with comments and trailing commas; what is wrong in one place leaves the rest readable. */
export function readTree({ id, text }: Document): Tree {
  if (isTooDeep(text)) {
    const span = { document: id, start: 0, end: Math.min(1, text.length) };
    return { root: null, problems: [{ span, fault: { kind: "syntax", fault: { kind: "too-deep" } } }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true }) ?? null;
  const problems = errors.map(({ error, offset, length }): AccessFileProblem => ({
    span: { document: id, start: offset, end: offset + length },
    fault: { kind: "syntax", fault: faults.get(printParseErrorCode(error)) ?? { kind: "invalid-json" } },
  }));
  return { root, problems };
}

/** The members of an object that are written in full. Of a key that is written twice the last one counts, as it does in JSON. */
export function membersOf(node: Node | undefined): readonly (readonly [key: Node, value: Node])[] {
  if (node?.type !== "object") return [];
  const members = new Map<string, readonly [Node, Node]>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key && value) members.set(String(key.value), [key, value]);
  }
  return [...members.values()];
}

/** The keys that an object has already, in a tree. */
export function repeatedKeys(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const seen = new Set<string>();
  const own = node.type !== "object" ? [] : children.flatMap(({ children: [key] = [] }) => key ?? []);
  const repeated = own.filter(({ value }) => {
    const isSeen = seen.has(String(value));
    seen.add(String(value));
    return isSeen;
  });
  return [...repeated, ...children.flatMap(repeatedKeys)];
}

/** The value of a key; undefined when it is not there, or not written in full. */
export function memberOf(node: Node | undefined, name: string): Node | undefined {
  return membersOf(node).find(([key]) => key.value === name)?.[1];
}

/** The items of a list; something else is the only item of its own. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return node.type === "array" ? (node.children ?? []) : [node];
}

export function spanOf(document: string, { offset, length }: Node): Span {
  return { document, start: offset, end: offset + length };
}

/** A string with its place; null when the node is none. */
export function textOf(document: string, node: Node | undefined): Placed | null {
  if (node?.type !== "string") return null;
  const { start, end } = spanOf(document, node);
  return {
    value: String(node.value),
    span: { document, start: start + 1, end: Math.max(start + 1, end - 1) },
  };
}

function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  // Tokens 1 to 4 are the brackets `{ } [ ]`, 17 is the end; the library's enum is not there at run time.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth += 1;
    if (token === 2 || token === 4) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** What the codes of the library mean. */
const faults: ReadonlyMap<string, SyntaxFault> = new Map(
  Object.entries<SyntaxFault>({
    ValueExpected: { kind: "expected-value" },
    InvalidSymbol: { kind: "invalid-json-value" },
    InvalidNumberFormat: { kind: "invalid-json-value" },
    PropertyNameExpected: { kind: "expected-quoted-key" },
    ColonExpected: { kind: "expected-token", token: ":" },
    CommaExpected: { kind: "expected-token", token: "," },
    CloseBraceExpected: { kind: "expected-token", token: "}" },
    CloseBracketExpected: { kind: "expected-token", token: "]" },
    EndOfFileExpected: { kind: "text-after-end" },
    UnexpectedEndOfString: { kind: "unterminated-string" },
    InvalidEscapeCharacter: { kind: "bad-escape" },
    InvalidUnicode: { kind: "bad-escape" },
    UnexpectedEndOfComment: { kind: "unterminated-comment" },
  }),
);
