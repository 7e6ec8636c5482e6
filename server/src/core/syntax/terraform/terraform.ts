import type { Template } from "../../template/template.ts";
import type { Document } from "../../text/document.ts";
import type { Span } from "../../text/span.ts";
import type { Comment, Parsed, Syntax, SyntaxEditor } from "../syntax.ts";
import { terraformKind } from "./document-kind.ts";
import { nativeEditor } from "./editor.ts";
import { fileBody } from "./hcl/body.ts";
import { isTooDeep } from "../../text/depth.ts";
import type { HclGrammar, HclNode } from "./hcl/node.ts";
import { readHcl } from "./hcl/node.ts";
import { terraformJsonEditor } from "./json/editor.ts";
import { readTerraformJson } from "./json/read.ts";
import { lowerContext } from "./lower-expression.ts";
import { problemsOf } from "./problems.ts";
import { storeRoot } from "./parsed-roots.ts";
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
  const hcl = readHcl(text, grammar);
  return hcl && readTemplate(fileBody(hcl.root, text), lowerContext(place.document, text, place));
}

function editorOf(document: Document): SyntaxEditor {
  return isJson(document) ? terraformJsonEditor : nativeEditor;
}

function isJson({ id }: Document): boolean {
  return /\.json$/i.test(id);
}

function parse(document: Document, grammar: HclGrammar): Parsed {
  const { id, text } = document;
  if (isTooDeep(text)) return tooDeep(document);
  const kind = terraformKind(document) ?? "template";
  if (isJson(document)) return readTerraformJson(document, kind, grammar);
  const hcl = readHcl(text, grammar);
  if (!hcl) return tooDeep(document);
  const body = fileBody(hcl.root, text);
  storeRoot(document, hcl.root);
  const context = lowerContext(id, text);
  const isValues = kind === "parameters";
  return {
    template: isValues ? null : readTemplate(body, context),
    parameterFile: isValues ? readVariableFile(body, context) : null,
    comments: hcl.comments.map((comment) => commentAt(document, comment)),
    problems: problemsOf(hcl, id),
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

function commentAt({ id, text }: Document, { start, end }: HclNode): Comment {
  const raw = text.slice(start, end);
  const inner = raw.startsWith("/*") ? raw.slice(2).replace(/\*\/$/, "") : raw.replace(/^(#|\/\/)/, "");
  return { span: { document: id, start, end: start + raw.trimEnd().length }, text: inner };
}
