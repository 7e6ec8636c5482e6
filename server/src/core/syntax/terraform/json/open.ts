import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Listed } from "../../../text/removal.ts";
import type { Document } from "../../../text/document.ts";
import type { Span } from "../../../text/span.ts";
import type { BracesFile, Container, Range, Style, Value } from "../../braces/file.ts";

interface Located {
  readonly node: Node;
  /** The objects and lists that it is in, innermost first. */
  readonly around: readonly Node[];
}

/** The content of a text; null if it has syntax errors, so that what it holds is uncertain. */
export function rootOf(text: string): Node | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  return root && errors.length === 0 ? root : null;
}

/** The value that takes exactly this place. */
export function nodeAt(root: Node | null, { start, end }: Pick<Span, "start" | "end">): Located | null {
  const around: Node[] = [];
  let at = root ?? undefined;
  while (at) {
    if (at.type !== "property") {
      if (at.offset === start && at.offset + at.length === end) return { node: at, around };
      around.unshift(at);
    }
    at = at.children?.find((child) => child.offset <= start && end <= child.offset + child.length);
  }
  return null;
}

/** A file of Terraform's JSON syntax, opened to be changed. A part of a string is none of its values. */
export function openJson({ text }: Document): BracesFile {
  const root = rootOf(text);
  return {
    text,
    style: styleOf(text),
    valueAt: (start, end) => {
      const located = nodeAt(root, { start, end });
      return located && { value: valueOf(located.node, text), around: located.around.map(rangeOf) };
    },
    printInside: () => null,
  };
}

function valueOf(node: Node, text: string): Value {
  const isContainer = node.type === "object" || node.type === "array";
  const container = isContainer ? containerOf(node, text) : null;
  return { ...rangeOf(node), isNull: node.type === "null", container };
}

function containerOf(node: Node, text: string): Container {
  const { start, end } = rangeOf(node);
  const children = node.children ?? [];
  return {
    start,
    end,
    kind: node.type === "object" ? "object" : "list",
    close: end - 1,
    entries: children.map((child) => listed(child, text)),
    continuesBehind: (offset) => children.some((child) => child.offset > offset),
    valueOf: (key) => {
      const value = children.find(({ children: [name] = [] }) => name?.value === key)?.children?.[1];
      return value ? valueOf(value, text) : null;
    },
  };
}

function listed(node: Node, text: string): Listed {
  const { start, end } = rangeOf(node);
  const behind = /^\s*,/.exec(text.slice(end))?.[0];
  return { start, end, comma: behind === undefined ? null : end + behind.length - 1 };
}

function rangeOf({ offset, length }: Node): Range {
  return { start: offset, end: offset + length };
}

function styleOf(text: string): Style {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const isSpaced = /":[ \t]/.test(text) || !/":\S/.test(text);
  return {
    newline: /\r\n|\n/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced: isSpaced,
    padded: isSpaced && !text.includes('{"'),
    lineSeparator: ",",
    onOneLine: !/[\r\n]/.test(text),
    printScalar: (value) => JSON.stringify(value),
    printKey: (key) => `${JSON.stringify(key)}:${isSpaced ? " " : ""}`,
    // References have become strings before.
    printReference: ({ key }) => JSON.stringify(key),
  };
}
