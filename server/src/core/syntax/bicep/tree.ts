import type { Document } from "../../text/document.ts";
import type { BicepFile } from "./file-nodes.ts";
import { parseBicep, parseBicepParameters } from "./parse.ts";

/** Whether a document is Bicep, and of which kind; its language decides if its name does not. */
export function bicepKind(document: Pick<Document, "id" | "language">): "template" | "parameters" | null {
  if (/\.bicepparam$/i.test(document.id) || document.language === "bicep-params") return "parameters";
  return /\.bicep$/i.test(document.id) || document.language === "bicep" ? "template" : null;
}

/** The tree of a document. */
export function treeOf(document: Document): BicepFile {
  return bicepKind(document) === "parameters"
    ? parseBicepParameters(document.text)
    : parseBicep(document.text);
}
