import type { Template } from "../../template/template.ts";
import type { Document, Span } from "../../text/document.ts";
import type { Comment, Parsed } from "../syntax.ts";
import { terraformKind } from "./document-kind.ts";
import { contextsOf } from "../parts.ts";
import { isTooDeep } from "../../text/depth.ts";
import { readFile, rereadFile } from "./hcl/file.ts";
import type { Place } from "./hcl/nodes.ts";
import { readHcl } from "./hcl/parse.ts";
import { readTerraformJson } from "./json.ts";
import { lowerContext, movedContext } from "./lower-expression.ts";
import { cleanFiles } from "./parsed-files.ts";
import { readTemplate } from "./template.ts";
import { readVariableFile } from "./variable-file.ts";

/** Reads a generated text; whatever it declares is reported at `place`. */
export function templateOfText(text: string, place: Span): Template | null {
  const read = readHcl(text);
  return read && readTemplate(read.body, lowerContext(place.document, text, place));
}

/** Reads a file of Terraform's language: one of a folder, or one of values for its variables. */
export function parseTerraform(document: Document): Parsed {
  const { id, text } = document;
  const kind = terraformKind(document) ?? "template";
  if (/\.json$/i.test(id)) return isTooDeep(text) ? tooDeep(document) : readTerraformJson(document, kind);
  const before = cleanFiles.of(document);
  const file = (before && rereadFile(before, text)) ?? readFile(text);
  if (!file) return tooDeep(document);
  if (file.problems.length === 0) cleanFiles.keep(document, file);
  const context = lowerContext(id, text);
  const contextFor = contextsOf(file.moved, context, (moved) => movedContext(id, moved));
  const isValues = kind === "parameters";
  return {
    template: isValues ? null : readTemplate(file.body, context, contextFor),
    parameterFile: isValues ? readVariableFile(file.body, context, contextFor) : null,
    comments: file.comments.map((comment) => commentAt(document, comment)),
    problems: file.problems.map(({ start, end, fault }) => ({ span: { document: id, start, end }, fault })),
  };
}

function tooDeep({ id, text }: Document): Parsed {
  const span = { document: id, start: 0, end: Math.min(1, text.length) };
  return {
    template: null,
    parameterFile: null,
    comments: [],
    problems: [{ span, fault: { kind: "too-deep" } }],
  };
}

function commentAt({ id, text }: Document, { start, end }: Place): Comment {
  const raw = text.slice(start, end);
  const inner = raw.startsWith("/*") ? raw.slice(2).replace(/\*\/$/, "") : raw.replace(/^(#|\/\/)/, "");
  return { span: { document: id, start, end: start + raw.trimEnd().length }, text: inner };
}
