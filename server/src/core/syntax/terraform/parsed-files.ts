import type { Document } from "../../text/document.ts";
import { Remembered } from "../../logic/remembered.ts";
import { Inherited } from "../inherited.ts";
import type { Body } from "./hcl/body.ts";
import type { HclFile } from "./hcl/file.ts";

/** What documents were parsed to, for the changes that will be asked of them. */
export const parsedFiles = new Remembered<Document, HclFile>();

/** Those without errors, which are of use after an edit. */
export const cleanFiles = new Inherited<HclFile>();

/** Of JSON, what its declarations were parsed to, by how they are written in the native syntax. */
export const parsedDeclarations = new Inherited<ReadonlyMap<string, Body>>();

/** A document was made from another one by an edit. */
export function inheritFile(from: Document, to: Document): void {
  cleanFiles.inherit(from, to);
  parsedDeclarations.inherit(from, to);
}
