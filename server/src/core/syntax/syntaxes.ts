import type { Document } from "../text/document.ts";
import { armSyntax } from "./arm/arm.ts";
import type { Parsed, Syntax } from "./syntax.ts";

const parsed = new WeakMap<Document, Parsed>();

const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems: [] };

/** The syntax a document is written in, by the end of its name or its language; null when it is none of ours. */
export function syntaxOf(document: Document): Syntax | null {
  return isJson(document) ? armSyntax : null;
}

/** What a document holds, read once per document. */
export function parseDocument(document: Document): Parsed {
  const before = parsed.get(document);
  if (before) return before;
  const result = syntaxOf(document)?.parse(document) ?? nothing;
  parsed.set(document, result);
  return result;
}

function isJson(document: Document): boolean {
  return jsonLanguages.has(document.language ?? "") || /\.jsonc?$/i.test(document.id);
}

const jsonLanguages: ReadonlySet<string> = new Set(["json", "jsonc", "arm-template"]);
