import type { Document, Span } from "../../text/document.ts";
import type {
  Comment,
  ParameterAssignment,
  ParameterFile,
  Parsed,
  Syntax,
  SyntaxProblem,
} from "../syntax.ts";
import type { ParameterDeclaration, Template } from "../../template/template.ts";
import { type DocumentKind, documentKind, isCertainlyForeign, looksLikeArm } from "./document-kind.ts";
import { armEditor } from "./editor.ts";
import { type JsonObject, type JsonText, memberValue } from "./json/node.ts";
import { readJson } from "./json/reader.ts";
import { type ReadText, rereadJson } from "./json/reread.ts";
import { Inherited } from "../inherited.ts";
import { isIntact, readContext, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";
import { readState } from "./state/what-if.ts";
import { readTemplate } from "./template.ts";
import { type Expression, textOf, withFilledTexts } from "../../template/expression.ts";
import { readAssignment } from "./modules.ts";
import { membersOf } from "./declarations.ts";
import { foldName } from "../../text/fold.ts";

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

/**
 * Reads the template of a blueprint's artifact. What the artifact gives its parameters takes the place of their defaults;
 * its expressions refer to the blueprint, which is not available.
 */
function readBlueprint(artifact: JsonObject, node: JsonObject, context: ReadContext): Template {
  const template = readTemplate(node, context);
  const properties = memberValue(artifact, "properties");
  const given = new Map<string, Expression>();
  for (const { name, value } of properties ? membersOf(properties, "parameters") : []) {
    const assigned = readAssignment(value, context).value;
    given.set(foldName(name.text), isLiteral(assigned) ? assigned : fromBlueprint(assigned, context));
  }
  const parameters = [...template.parameters].map(
    ([key, parameter]) => [key, withDefault(parameter, given.get(key))] as const,
  );
  return { ...template, parameters: new Map(parameters) };
}

function withDefault(parameter: ParameterDeclaration, given: Expression | undefined): ParameterDeclaration {
  return given ? { ...parameter, default: given } : parameter;
}

function fromBlueprint({ span }: Expression, context: ReadContext): Expression {
  return unreadableAt(span, context, { kind: "blueprint-parameter" });
}

/** Whether a value holds no expressions. */
function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return true;
    case "list":
      return expression.items.every((item) => item.kind !== "spread" && isLiteral(item));
    case "dictionary":
      return expression.entries.every((entry) => entry.kind === "entry" && isLiteral(entry.value));
    default:
      return false;
  }
}

/**
 * Reads a parameter file (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files). The
 * value of a secret is its reference.
 */
function readParameterFile(node: JsonObject, context: ReadContext): ParameterFile {
  const values = new Map<string, ParameterAssignment>();
  for (const { name, value } of membersOf(node, "parameters")) {
    const assignment = readAssignment(value, context);
    const filled = assignment.secret ? null : withPlaceholders(assignment.value);
    const own = filled ? { value: filled, secret: false, isText: true } : assignment;
    values.set(name.text, { nameSpan: spanOf(name, context), ...own });
  }
  return { span: spanOf(node, context), using: null, values, intact: isIntact(node, context) };
}

/**
 * A value in a parameter file with environment variables that the Azure Developer CLI fills in: `${NAME}` is
 * unknown, `${NAME=value}` and similar forms have their default, as a parameter does
 * (https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-templates#add-bicep-files,
 * https://github.com/drone/envsubst#supported-functions). Null if there are none.
 */
function withPlaceholders(value: Expression): Expression | null {
  return withFilledTexts(value, filledText);
}

/** Behind `${`: a name, then a default or nothing. */
const placeholder = /^([A-Za-z_]\w*)(?::?[=-]([^}]*))?\}/;

function filledText(text: string, span: Span): Expression | null {
  const [first = "", ...others] = text.split("${");
  const parts: Expression[] = first === "" ? [] : [{ kind: "literal", span, value: first }];
  let isFilled = false;
  for (const other of others) {
    const [whole, name, fallback] = placeholder.exec(other) ?? [];
    isFilled ||= whole !== undefined;
    if (name !== undefined) parts.push(variable(name, fallback, span));
    const rest = whole === undefined ? `\${${other}` : other.slice(whole.length);
    if (rest !== "") parts.push({ kind: "literal", span, value: rest });
  }
  return isFilled ? textOf(parts, span) : null;
}

function variable(name: string, fallback: string | undefined, span: Span): Expression {
  return fallback === undefined
    ? { kind: "unreadable", span, construct: { kind: "environment-variable", name } }
    : { kind: "literal", span, value: fallback };
}
