import type { Node } from "jsonc-parser";
import type { Document, Span } from "../text/document.ts";
import { memberOf, readTree } from "./tree.ts";
import type { Expectation } from "./words.ts";

/** A test to be written. */
export interface NewTest {
  readonly name: string;
  readonly from: string | readonly string[];
  readonly to: string;
  readonly expect: Expectation;
  /** The environments in which it has to hold; empty for all. */
  readonly environments: readonly string[];
}

/** An access file with one more test, and the position of the test's name in it. */
export interface FileWithTest {
  readonly text: string;
  readonly name: Span;
}

/** The text of an access file with more tests; null if the file is broken around them. */
export function withTests(document: Document, tests: readonly NewTest[]): string | null {
  return tests.reduce<string | null>(
    (text, test) => (text === null ? null : (withTest({ ...document, text }, test)?.text ?? null)),
    document.text,
  );
}

/** Adds a test at the end of the tests; null if the file is broken around them. A file without any text is begun. */
export function withTest(document: Document, test: NewTest): FileWithTest | null {
  const { id, text } = document;
  if (text.trim() === "")
    return inserted(id, beginning, beginning.indexOf("\n  ]"), `\n    ${print(test)}`, test);
  const { root } = readTree(document);
  if (root?.type !== "object") return null;
  const tests = memberOf(root, "tests");
  if (tests && tests.type !== "array") return null;
  if (!tests) return withList(document, root, test);
  const last = tests.children?.at(-1);
  if (!last) return inserted(id, text, tests.offset + 1, `\n    ${print(test)}\n  `, test);
  const indent = indentOf(text, last.offset);
  return inserted(id, text, last.offset + last.length, `,\n${indent}${print(test)}`, test);
}

const beginning = '{\n  "version": 1,\n  "tests": [\n  ]\n}\n';

/** Adds the list with its first test as the last property. */
function withList({ id, text }: Document, root: Node, test: NewTest): FileWithTest {
  const last = root.children?.at(-1);
  const list = `"tests": [\n    ${print(test)}\n  ]`;
  return last
    ? inserted(id, text, last.offset + last.length, `,\n  ${list}`, test)
    : inserted(id, text, root.offset + 1, `\n  ${list}\n`, test);
}

function inserted(
  document: string,
  text: string,
  offset: number,
  added: string,
  { name }: NewTest,
): FileWithTest {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const written = added.replaceAll("\n", newline);
  const quoted = JSON.stringify(name);
  const start = offset + written.indexOf(`"name": ${quoted}`) + '"name": "'.length;
  return {
    text: text.slice(0, offset) + written + text.slice(offset),
    name: { document, start, end: start + quoted.length - 2 },
  };
}

function print({ name, from, to, expect, environments }: NewTest): string {
  const members = Object.entries({ name, from, to, expect }).map(
    ([key, value]) => `"${key}": ${JSON.stringify(value)}`,
  );
  const named = environments.map((each) => JSON.stringify(each));
  const [only] = named;
  if (only !== undefined)
    members.push(`"environment": ${named.length === 1 ? only : `[${named.join(", ")}]`}`);
  return `{ ${members.join(", ")} }`;
}

/** The white space that the line of an offset begins with. */
function indentOf(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}
