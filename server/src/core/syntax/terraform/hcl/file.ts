import { type InParts, rereadPart } from "../../parts.ts";
import type { Attribute, Block, Body, Place } from "./nodes.ts";
import { type HclText, readHcl } from "./parse.ts";

/** A file of Terraform's language. Its parts have the places of the text in which they were read. */
export interface HclFile extends InParts<Attribute | Block, Place> {
  readonly body: Body;
  /** Without any, each part means what it would mean alone. */
  readonly problems: HclText["problems"];
}

/** Null when it nests too deeply. */
export function readFile(text: string): HclFile | null {
  const hcl = readHcl(text);
  return hcl && { ...hcl, text, parts: membersOf(hcl.body) };
}

/** What a body contains, in order. */
export function membersOf({ attributes, blocks }: Body): readonly (Attribute | Block)[] {
  return [...attributes, ...blocks].sort((a, b) => a.start - b.start);
}

/**
 * Reads an edited text of a file that was read before: only the block in which the edit lies, if it and the file are without
 * errors. Null if the whole text has to be read.
 */
export function rereadFile(before: HclFile, text: string): HclFile | null {
  if (before.problems.length > 0) return null;
  const reread = rereadPart(before, text, {
    read: (piece) => {
      const file = readFile(piece);
      return file?.problems.length === 0 ? file : null;
    },
    moveComment: ({ start, end }, by) => ({ start: start + by, end: end + by }),
  });
  if (!reread) return null;
  const attributes = reread.parts.filter((part) => part.kind === "attribute");
  const blocks = reread.parts.filter((part) => part.kind === "block");
  return { ...reread, body: { ...before.body, end: text.length, attributes, blocks }, problems: [] };
}
