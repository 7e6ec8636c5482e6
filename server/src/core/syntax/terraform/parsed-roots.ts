import type { Document } from "../../text/document.ts";
import type { HclNode } from "./hcl/node.ts";
import { Remembered } from "../../logic/remembered.ts";

const roots = new Remembered<Document, HclNode>();

/** Keeps what a document was parsed to, for the changes that will be asked of it. */
export function storeRoot(document: Document, root: HclNode): void {
  roots.set(document, root);
}

/** What a document was parsed to; null when it was not parsed yet. */
export function rootOf(document: Document): HclNode | null {
  return roots.get(document) ?? null;
}
