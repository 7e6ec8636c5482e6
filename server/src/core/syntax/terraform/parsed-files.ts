import type { Document } from "../../text/document.ts";
import { Inherited } from "../inherited.ts";
import type { Body } from "./hcl/nodes.ts";
import type { HclFile } from "./hcl/file.ts";

/** What documents without errors were read as, which is of use after an edit. */
export const cleanFiles = new Inherited<HclFile>();

/** Of JSON, what its declarations were parsed to, by how they are written in the native syntax. */
export const parsedDeclarations = new Inherited<ReadonlyMap<string, Body>>();

/** A document was made from another one by an edit. */
export function inheritFile(from: Document, to: Document): void {
  cleanFiles.inherit(from, to);
  parsedDeclarations.inherit(from, to);
}
