import type { Parser, TreeCursor } from "web-tree-sitter";

/** What reads Terraform's language: a parser with the HCL grammar set, loaded by the host. */
export type HclGrammar = Pick<Parser, "parse">;

/** A node of the syntax tree as plain data. Offsets are UTF-16 code units. */
export interface HclNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Comments are left out. */
  readonly children: readonly HclNode[];
  /** A syntax error is somewhere inside: what the parser made of it may be wrong. */
  readonly broken: boolean;
}

export interface HclText {
  readonly root: HclNode;
  readonly comments: readonly HclNode[];
}

/** Parses a text; null when the grammar gives none. The tree of the parser, which lives outside of the garbage collector, is freed. */
export function readHcl(text: string, grammar: HclGrammar): HclText | null {
  const tree = grammar.parse(text);
  if (!tree) return null;
  const cursor = tree.walk();
  const result = copyTree(cursor, text);
  cursor.delete();
  tree.delete();
  return result;
}

interface Open {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: HclNode[];
  broken: boolean;
}

/** Without recursion, so that depth of nesting does not matter. */
function copyTree(cursor: TreeCursor, text: string): HclText {
  const comments: HclNode[] = [];
  const above: Open[] = [];
  let at = openAt(cursor);
  for (;;) {
    if (cursor.gotoFirstChild()) {
      above.push(at);
      at = openAt(cursor);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      const node = close(at, text);
      const parent = above.pop();
      if (!parent) return { root: node, comments };
      cursor.gotoParent();
      add(node, parent, comments);
      at = parent;
    }
    const parent = above.at(-1);
    if (parent) add(close(at, text), parent, comments);
    at = openAt(cursor);
  }
}

function openAt(cursor: TreeCursor): Open {
  const { nodeType: type, startIndex: start, endIndex: end } = cursor;
  return { type, start, end, children: [], broken: type === "ERROR" || cursor.nodeIsMissing };
}

function add(node: HclNode, parent: Open, comments: HclNode[]): void {
  if (node.type === "comment") comments.push(node);
  else parent.children.push(node);
  if (node.broken) parent.broken = true;
}

/**
 * The parser takes the next line for the value of `name =` when nothing else stands behind it; Terraform wants the value to begin
 * on the same line.
 */
function close(open: Open, text: string): HclNode {
  if (open.type === "attribute" && !open.broken) {
    const [, equals, value] = open.children;
    if (!equals || !value || /[\r\n]/.test(text.slice(equals.end, value.start))) open.broken = true;
  }
  return open;
}
