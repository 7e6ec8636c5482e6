import type { Document } from "../../text/document.ts";
import type { Span } from "../../text/span.ts";
import type { Comment, Parsed, ParameterFile, Syntax, SyntaxProblem } from "../syntax.ts";
import type { Template } from "../../template/template.ts";
import { readBlueprint } from "./blueprint.ts";
import { type DocumentKind, documentKind, isCertainlyForeign, looksLikeArm } from "./document-kind.ts";
import { armEditor } from "./editor.ts";
import type { JsonText } from "./json/node.ts";
import { readJson } from "./json/reader.ts";
import { type ReadText, rereadJson } from "./json/reread.ts";
import { Inherited } from "../inherited.ts";
import { readParameterFile } from "./parameter-file.ts";
import { readContext } from "./read-context.ts";
import { readState } from "./state/read-state.ts";
import { readTemplate } from "./template.ts";

/** ARM's JSON: templates, artifacts of blueprints, parameter files, and states: what tools print of resources. */
export const armSyntax: Syntax = {
  parse: parseArm,
  inherit: (from, to) => {
    texts.inherit(from, to);
  },
  editor: armEditor,
};

/** The texts of templates without errors, which are of use after an edit. */
const texts = new Inherited<ReadText>();

export { armEditor, looksLikeArm };

/**
 * The template of a document, all of which is reported at one place in another document; null if it is not a
 * template.
 */
export function templateAt(document: Document, place: Span): Template | null {
  const json = readJson(document.text);
  const kind = documentKind(json.root, document);
  return kind.kind === "template"
    ? readTemplate(kind.node, readContext(document, json, true, [], place))
    : null;
}

function parseArm(document: Document): Parsed {
  const { text } = document;
  const before = texts.of(document);
  if (!before && isCertainlyForeign(document))
    return { template: null, parameterFile: null, comments: [], problems: [] };
  const json = (before && rereadJson(before, text)) ?? readJson(text);
  const kind = documentKind(json.root, document);
  const comments = json.comments.map((comment) => commentAt(document, comment));
  const problems: SyntaxProblem[] = json.problems.map(({ start, end, fault }) => ({
    span: { document: document.id, start, end },
    fault,
  }));
  const { template, parameterFile } = readKind(kind, document, json, problems);
  if (json.clean && problems.length === 0 && kind.kind === "template") texts.keep(document, { text, json });
  return { template, parameterFile, comments, problems };
}

function readKind(
  kind: DocumentKind,
  document: Document,
  json: JsonText,
  problems: SyntaxProblem[],
): { readonly template: Template | null; readonly parameterFile: ParameterFile | null } {
  const context = readContext(document, json, hasExpressions(kind), problems);
  switch (kind.kind) {
    case "template":
      return { template: readTemplate(kind.node, context), parameterFile: null };
    case "blueprint":
      return { template: readBlueprint(kind.artifact, kind.node, context), parameterFile: null };
    case "parameters":
      return { template: null, parameterFile: readParameterFile(kind.node, context) };
    case "state":
      return { template: readState(kind.root, kind.printed, context), parameterFile: null };
    case "foreign":
      return { template: null, parameterFile: null };
  }
}

function hasExpressions(kind: DocumentKind): boolean {
  return (
    kind.kind === "template" ||
    kind.kind === "blueprint" ||
    (kind.kind === "state" && kind.printed.expressions)
  );
}

function commentAt(document: Document, place: { readonly start: number; readonly end: number }): Comment {
  const raw = document.text.slice(place.start + 2, place.end);
  const text = document.text[place.start + 1] === "*" && raw.endsWith("*/") ? raw.slice(0, -2) : raw;
  return { span: { document: document.id, ...place }, text };
}
