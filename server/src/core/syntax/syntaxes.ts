import { plainTemplate } from "../template/template.ts";
import type { Document } from "../text/document.ts";
import { isolated, TookTooLong } from "../logic/isolated.ts";
import { armSyntax } from "./arm/arm.ts";
import { bicepKind, bicepSyntax } from "./bicep/bicep.ts";
import type { Parsed, Reading, Syntax, SyntaxEditor } from "./syntax.ts";
import { containsState, isPlan, isStateFile, terraformKind } from "./terraform/document-kind.ts";
import { inheritFile } from "./terraform/parsed-files.ts";
import { parsePlan, parseStateFile, parseTerraform, terraformEditor } from "./terraform/reader.ts";
import { Remembered } from "../logic/memoize.ts";

const parsed = new Remembered<Document, Reading>();

const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems: [] };

/** The syntax of a document, by its file extension or its language; null if it is not supported. */
export function syntaxOf(document: Document): Syntax | null {
  if (terraformKind(document)) return terraformSyntax;
  if (bicepKind(document)) return bicepSyntax;
  if (isStateFile(document)) return stateFileSyntax;
  if (!isJson(document)) return null;
  if (isPlan(document)) return planSyntax;
  return containsState(document) ? stateFileSyntax : armSyntax;
}

/** What writes changes into a document; null for JSON that Terraform reads or writes, which is generated and edited at its source. */
export function editorOf(document: Document): SyntaxEditor | null {
  const kind = terraformKind(document);
  const isTerraformJson = kind !== null && /\.json$/i.test(document.id);
  // Values of variables are plain JSON, as they are in parameter files.
  const syntax = isTerraformJson ? (kind === "parameters" ? armSyntax : null) : syntaxOf(document);
  return syntax?.editor ?? null;
}

/** The content of a document, read once per document. */
export function parseDocument(document: Document): Reading {
  const before = parsed.get(document);
  if (before) return before;
  const syntax = syntaxOf(document);
  const content = document.leftOut
    ? { failed: { fact: document.leftOut, stack: `left out: ${document.leftOut.kind}` } }
    : readInTime(() => syntax?.parse(document) ?? nothing);
  const result: Reading =
    "value" in content ? { ...content.value, failed: null } : { ...unread(document), failed: content.failed };
  parsed.set(document, result);
  return result;
}

/** The same document with another text, of which only what was edited has to be read again where that is possible. */
export function editedDocument(from: Document, text: string): Document {
  const document = { ...from, text };
  syntaxOf(document)?.inherit?.(from, document);
  return document;
}

/** What was read, or the bug that it triggers. If there was too little time, another reading may have enough. */
function readInTime(read: () => Parsed): ReturnType<typeof isolated<Parsed>> {
  const content = isolated(read);
  if ("failed" in content && content.failed.fact.kind === "too-slow")
    throw new TookTooLong(content.failed.fact.seconds);
  return content;
}

/** A template of which nothing is known, not even what it does not declare. */
function unread(document: Document): Parsed {
  const span = { document: document.id, start: 0, end: document.text.length };
  return { ...nothing, template: plainTemplate(span, { dialect: "arm", intact: false }) };
}

const terraformSyntax: Syntax = {
  parse: parseTerraform,
  inherit: inheritFile,
  get editor() {
    return terraformEditor();
  },
};

const planSyntax: Syntax = { parse: parsePlan };
const stateFileSyntax: Syntax = { parse: parseStateFile };

/** Modules may be templates in JSON under any of these endings: https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules */
function isJson(document: Document): boolean {
  return jsonLanguages.has(document.language ?? "") || /\.(?:jsonc?|arm)$/i.test(document.id);
}

const jsonLanguages: ReadonlySet<string> = new Set(["json", "jsonc", "arm-template"]);
