import { once } from "../../../logic/memoize.ts";
import { nestingOf } from "../../../text/depth.ts";
import { type InParts, rereadPart } from "../../parts.ts";
import { type Attribute, type Block, type Body, fileBody } from "./body.ts";
import type { Gap } from "./gaps.ts";
import { type HclGrammar, type HclNode, readHcl } from "./node.ts";

type Part = Attribute | Block;
type Comment = Pick<HclNode, "start" | "end">;

/** A file of Terraform's language. Its parts have the places of the text in which they were read. */
export interface HclFile extends InParts<Part, Comment> {
  readonly body: Body;
  /** The tree of the whole text. */
  readonly root: () => HclNode;
  /** What is still to be typed. */
  readonly gaps: readonly Gap[];
  /** Without errors: each part means what it would mean alone. */
  readonly clean: boolean;
}

/** Null when the grammar gives no tree. */
export function readFile(text: string, grammar: HclGrammar): HclFile | null {
  const hcl = readHcl(text, grammar);
  if (!hcl) return null;
  const { root, comments, gaps } = hcl;
  const body = fileBody(root, text);
  const parts = [...body.attributes, ...body.blocks].sort((a, b) => a.start - b.start);
  const clean = !root.broken && gaps.length === 0;
  return { text, parts, comments, body, root: () => root, gaps, clean };
}

/**
 * Reads an edited text of a file that was read before: only the block in which the edit lies, if it and the file are without
 * errors. Null if the whole text has to be read.
 */
export function rereadFile(before: HclFile, text: string, grammar: HclGrammar): HclFile | null {
  if (!before.clean) return null;
  const reread = rereadPart(before, text, {
    read: (piece, replaced) => {
      const file = isNoDeeper(piece, replaced) ? readFile(piece, grammar) : null;
      return file?.clean ? file : null;
    },
    moveComment: ({ start, end }, by) => ({ start: start + by, end: end + by }),
  });
  if (!reread) return null;
  const attributes = reread.parts.filter((part) => "value" in part);
  const blocks = reread.parts.filter((part) => "body" in part);
  const body = { ...before.body, end: text.length, attributes, blocks };
  return { ...reread, body, root: once(() => rootOf(reread, body)), gaps: [], clean: true };
}

/** Whether a text nests no deeper with one piece in the place of another. */
function isNoDeeper(piece: string, replaced: string): boolean {
  const [now, before] = [nestingOf(piece), nestingOf(replaced)];
  return now !== null && before !== null && now <= before;
}

/** The tree as it would be read afresh. */
function rootOf({ parts, moved }: InParts<Part, Comment>, { start, end }: Body): HclNode {
  const children = parts.map((part) => moveNode(part.node, moved?.get(part)?.by ?? 0));
  const [first, last] = [children[0], children.at(-1)];
  const inner = { type: "body", start: first?.start ?? start, end: last?.end ?? end, children };
  return { type: "config_file", start, end, children: [{ ...inner, broken: false }], broken: false };
}

function moveNode(node: HclNode, by: number): HclNode {
  const children = node.children.map((child) => moveNode(child, by));
  return { ...node, start: node.start + by, end: node.end + by, children };
}
