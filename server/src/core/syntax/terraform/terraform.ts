import type { Template } from "../../template/template.ts";
import type { Document, DocumentId, Span } from "../../text/document.ts";
import type { Comment, Parsed, Syntax, SyntaxEditor, SyntaxProblem } from "../syntax.ts";
import { terraformKind } from "./document-kind.ts";
import { nativeEditor } from "./editor.ts";
import { contextsOf } from "../parts.ts";
import { isTooDeep } from "../../text/depth.ts";
import { type HclFile, readFile, rereadFile } from "./hcl/file.ts";
import type { HclGrammar, HclNode } from "./hcl/node.ts";
import { readTerraformJson } from "./json/read.ts";
import { lowerContext, movedContext } from "./lower-expression.ts";
import { cleanFiles, parsedFiles } from "./parsed-files.ts";
import { readTemplate } from "./template.ts";
import { readVariableFile } from "./variable-file.ts";
import type { SyntaxFault } from "../syntax-fault.ts";

/** Terraform's language: files of a folder, and files of values for its variables. */
export function createTerraformSyntax(grammar: HclGrammar): Syntax {
  return { parse: (document) => parse(document, grammar), editor: nativeEditor };
}

/** Edits what was read before, even without a grammar. */
export function terraformEditor(): SyntaxEditor {
  return nativeEditor;
}

/** Reads a generated text; whatever it declares is reported at `place`. */
export function templateOfText(text: string, place: Span, grammar: HclGrammar): Template | null {
  const file = readFile(text, grammar);
  return file && readTemplate(file.body, lowerContext(place.document, text, place));
}

function parse(document: Document, grammar: HclGrammar): Parsed {
  const { id, text } = document;
  const kind = terraformKind(document) ?? "template";
  const before = cleanFiles.of(document);
  const again = before ? rereadFile(before, text, grammar) : null;
  if (!again && isTooDeep(text)) return tooDeep(document);
  if (/\.json$/i.test(document.id)) return readTerraformJson(document, kind, grammar);
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

const mostProblems = 20;

/** The syntax errors of a text: what is still to be typed, then the others, outermost first. */
function problemsOf({ root, gaps, clean }: HclFile, document: DocumentId): readonly SyntaxProblem[] {
  if (clean) return [];
  const problems: SyntaxProblem[] = gaps.slice(0, mostProblems).map(({ start, nameEnd, hidesName }) => ({
    span: { document, start, end: nameEnd },
    fault: { kind: hidesName ? "name-alone" : "attribute-without-value" },
  }));
  const waiting: HclNode[] = [root()];
  for (let at = waiting.pop(); at && problems.length < mostProblems; at = waiting.pop()) {
    if (!at.broken) continue;
    const inner = at.children.filter((child) => child.broken);
    if (at.type !== "ERROR" && inner.length > 0 && !isOpenHeredoc(at)) waiting.push(...[...inner].reverse());
    else problems.push({ span: { document, start: at.start, end: at.end }, fault: faultOf(at) });
  }
  return problems;
}

/** A heredoc without its end, which hides what is behind it. */
function isOpenHeredoc({ type, children }: HclNode): boolean {
  const end = children.at(-1);
  return type === "heredoc_template" && end?.type === "heredoc_identifier" && end.broken;
}

function faultOf({ type, start, end }: HclNode): SyntaxFault {
  if (type === "heredoc_template") return { kind: "unterminated-string" };
  if (type === "attribute") return { kind: "value-on-next-line" };
  if (type === "ERROR" || end > start) return { kind: "invalid-terraform" };
  // The parser names a punctuation token by its text, and anything else by a name from its grammar.
  return /^\W+$/.test(type) ? { kind: "expected-token", token: type } : { kind: "incomplete" };
}
