import type { Template } from "../../template/template.ts";
import type { Document } from "../../text/document.ts";
import type { Span } from "../../text/span.ts";
import type { Comment, Parsed, Syntax, SyntaxEditor } from "../syntax.ts";
import { terraformKind } from "./document-kind.ts";
import { nativeEditor } from "./editor.ts";
import { contextsOf } from "../parts.ts";
import { isTooDeep } from "../../text/depth.ts";
import { type HclFile, readFile, rereadFile } from "./hcl/file.ts";
import type { HclGrammar } from "./hcl/node.ts";
import { terraformJsonEditor } from "./json/editor.ts";
import { readTerraformJson } from "./json/read.ts";
import { lowerContext, movedContext } from "./lower-expression.ts";
import { problemsOf } from "./problems.ts";
import { cleanFiles, parsedFiles } from "./parsed-files.ts";
import { readTemplate } from "./template.ts";
import { readVariableFile } from "./variable-file.ts";

/** Terraform's language: files of a folder, and files of values for its variables. */
export function createTerraformSyntax(grammar: HclGrammar): Syntax {
  return { parse: (document) => parse(document, grammar), editor };
}

/** Edits what was read before, even without a grammar. */
export function terraformEditor(): SyntaxEditor {
  return editor;
}

/** Writes changes in the syntax of the document, the native one or that of JSON. */
const editor: SyntaxEditor = {
  replace: (document, ...what) => editorOf(document).replace(document, ...what),
  insert: (document, ...what) => editorOf(document).insert(document, ...what),
  append: (document, ...what) => editorOf(document).append(document, ...what),
  remove: (document, ...what) => editorOf(document).remove(document, ...what),
  declare: (document, ...what) => editorOf(document).declare(document, ...what),
};

/** Reads a generated text; whatever it declares is reported at `place`. */
export function templateOfText(text: string, place: Span, grammar: HclGrammar): Template | null {
  const file = readFile(text, grammar);
  return file && readTemplate(file.body, lowerContext(place.document, text, place));
}

function editorOf(document: Document): SyntaxEditor {
  return isJson(document) ? terraformJsonEditor : nativeEditor;
}

function isJson({ id }: Document): boolean {
  return /\.json$/i.test(id);
}

function parse(document: Document, grammar: HclGrammar): Parsed {
  const { id, text } = document;
  const kind = terraformKind(document) ?? "template";
  const before = cleanFiles.of(document);
  const again = before ? rereadFile(before, text, grammar) : null;
  if (!again && isTooDeep(text)) return tooDeep(document);
  if (isJson(document)) return readTerraformJson(document, kind, grammar);
  const file = again ?? readFile(text, grammar);
  if (!file) return tooDeep(document);
  parsedFiles.set(document, file);
  if (file.clean) cleanFiles.keep(document, file);
  const context = lowerContext(id, text);
  const contextFor = contextsOf(file.moved, context, (moved) => movedContext(id, moved));
  const isValues = kind === "parameters";
  return {
    template: isValues ? null : readTemplate(file.body, context, contextFor),
    parameterFile: isValues ? readVariableFile(file.body, context, contextFor) : null,
    comments: file.comments.map((comment) => commentAt(document, comment)),
    problems: problemsOf(file, id),
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

function commentAt({ id, text }: Document, { start, end }: HclFile["comments"][number]): Comment {
  const raw = text.slice(start, end);
  const inner = raw.startsWith("/*") ? raw.slice(2).replace(/\*\/$/, "") : raw.replace(/^(#|\/\/)/, "");
  return { span: { document: id, start, end: start + raw.trimEnd().length }, text: inner };
}
