import type { Document } from "../../text/document.ts";
import { Inherited } from "../inherited.ts";
import type { Block } from "./hcl/nodes.ts";
import type { HclFile } from "./hcl/parse.ts";

/** What documents without errors were read as, which is of use after an edit. */
export const cleanFiles = new Inherited<HclFile>();

/** Of JSON without errors, its declarations by their names and texts, in which their places are. */
export const jsonDeclarations = new Inherited<ReadonlyMap<string, Block>>();

/** A document was made from another one by an edit. */
export function inheritFile(from: Document, to: Document): void {
  cleanFiles.inherit(from, to);
  jsonDeclarations.inherit(from, to);
}
