import { evaluate } from "../evaluate/evaluate.ts";
import { rootFrame } from "../evaluate/instances/frames.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { Unresolved } from "../evaluate/types.ts";
import { type Dict, dictOf } from "../evaluate/values/plain.ts";
import { type Cause, known, unknown, type Value } from "../evaluate/values/value.ts";
import type { Files } from "../files/files.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { ParameterAssignment, ParameterFile } from "../syntax/syntax.ts";
import type { ParameterType } from "../template/declared-type.ts";
import { type ModuleSource, type Template, plainTemplate } from "../template/template.ts";
import type { Document, DocumentId, Span } from "../text/document.ts";
import { newRun } from "../files/new-run.ts";
import { importedBy } from "./roots.ts";
import { foldName, foldWord } from "../text/fold.ts";
import { type Expression, textOf, withFilledTexts } from "../template/expression.ts";

/**
 * The parameter values that files give, by name as written; later files win, and a file wins over those it extends. Where one
 * that is extended cannot be read, or syntax errors hide values, it may give any of the parameters of the template.
 */
export function parametersFrom(
  ids: readonly DocumentId[],
  files: Files,
  { parameters }: Pick<Template, "parameters">,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const id of ids) addValues(id, { files, parameters, values }, []);
  return values;
}

/** The files that a file of values extends and imports from, directly or not. */
export function valuesBehind(id: DocumentId, files: Files): ReadonlySet<DocumentId> {
  const behind = new Set<DocumentId>();
  const waiting = readBy(id, files);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === id || behind.has(at)) continue;
    behind.add(at);
    waiting.push(...readBy(at, files));
  }
  return behind;
}

function readBy(id: DocumentId, files: Files): DocumentId[] {
  const document = files.get(id);
  const { parameterFile, template } = document ? parseDocument(document) : none;
  const base = parameterFile?.extends;
  const scope = template ?? parameterFile?.scope;
  return [...(base ? [files.resolve(id, base.path)] : []), ...(scope ? importedBy(scope, files) : [])];
}

const none = { parameterFile: null, template: null, problems: [] };

interface Gathering {
  readonly files: Files;
  readonly parameters: Template["parameters"];
  readonly values: Map<string, Value>;
}

/** The template that a parameter file says its values are for; null when it names none. */
export function templateUsedBy(document: Document, files: Pick<Files, "resolve">): DocumentId | null {
  const using = parseDocument(document).parameterFile?.using;
  return using ? files.resolve(document.id, using.path) : null;
}

/** Whether the file is there. */
function addValues(id: DocumentId, gathering: Gathering, below: readonly string[]): boolean {
  const { files, parameters, values } = gathering;
  const document = files.get(id);
  const { parameterFile, problems } = document ? parseDocument(document) : none;
  const [problem] = problems;
  if (problem && parameterFile?.intact !== true) {
    const given = new Set([...(parameterFile?.values.keys() ?? [])].map((name) => foldName(name)));
    for (const name of parameters.keys())
      if (!given.has(foldName(name)))
        values.set(name, unknown({ kind: "syntaxError" }, { span: problem.span }));
  }
  if (!parameterFile) return false;
  // A file that extends itself gives its values once.
  if (below.includes(id)) return true;
  const base = parameterFile.extends;
  const inherited = base ? inheritedFrom(base, id, gathering, [...below, id]) : null;
  for (const [name, value] of inherited?.entries ?? []) values.set(name, value.value);
  const scope = scopeOf(parameterFile, files, inherited);
  for (const [name, assignment] of parameterFile.values) {
    const value = valueOf(name, assignment, scope);
    values.set(name, assignment.isText === true ? typed(value, typeOf(name, parameters)) : value);
  }
  return true;
}

/** The values of the file that a file extends. */
function inheritedFrom(
  { path, span }: NonNullable<ParameterFile["extends"]>,
  from: DocumentId,
  { files, parameters }: Gathering,
  below: readonly string[],
): Dict {
  const values = new Map<string, Value>();
  if (addValues(files.resolve(from, path), { files, parameters, values }, below)) return dictOf(values);
  const cause: Cause = { kind: "file", path };
  const missing = [...parameters.keys()].map((name) => [name, unknown(cause, { span })] as const);
  return dictOf(missing, [cause]);
}

function valueOf(name: string, { value, secret }: ParameterAssignment, scope: Scope): Value {
  const origin = { span: value.span };
  if (!secret) return evaluate(withFilledTexts(value, withTokens) ?? value, scope);
  const inside = value.kind === "unreadable" ? value.inside : value;
  return unknown({ kind: "secret", name, reference: evaluate(inside ?? value, scope) }, origin);
}

/** Azure compares the names of parameters without case. */
function typeOf(name: string, parameters: Template["parameters"]): ParameterType | undefined {
  const folded = foldName(name);
  return [...parameters].find(([each]) => foldName(each) === folded)?.[1].type;
}

/** What a text is for a parameter of a type. */
function typed(value: Value, type: ParameterType | undefined): Value {
  if (value.kind !== "known" || typeof value.value !== "string") return value;
  const text = foldWord(value.value.trim());
  if (type === "bool" && (text === "true" || text === "false")) return { ...value, value: text === "true" };
  return type === "int" && /^-?\d{1,15}$/.test(text) ? { ...value, value: Number(text) } : value;
}

/**
 * Values of a parameter file see what the file itself declares and imports, and no resources. Those of a file that extends another one see
 * its parameters, those that it gives other values as members of `base`
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files#extend-parameters-files).
 */
function scopeOf({ span, scope }: ParameterFile, files: Files, inherited: Dict | null): Scope {
  const run = newRun({
    resolveModule: (source, from) => resolveImport(source, from, files),
    files,
    world: new Map(),
  });
  const frame = rootFrame(run, scope ?? plainTemplate(span, { dialect: "arm", intact: true }), new Map());
  if (inherited) {
    const { variables } = frame.memo;
    for (const [name, { value }] of inherited.entries)
      if (!frame.template.variables.has(name)) variables.set(name, value);
    variables.set("base", known(inherited, { span }));
  }
  return { frame, locals: null };
}

function resolveImport(source: ModuleSource, from: DocumentId, files: Files): Template | Unresolved {
  if (source.kind !== "file")
    return {
      why: "not-known",
      cause: { kind: "unsupported", construct: { kind: "module-in-parameter-file" } },
    };
  const document = files.get(files.resolve(from, source.path));
  const template = document ? parseDocument(document).template : null;
  return template ?? { why: "not-found", cause: { kind: "file", path: source.path } };
}

/**
 * What pipelines replace in files before they deploy them: `#{name}#` and `#{name}` (https://github.com/qetza/replacetokens-task#readme),
 * `__name__`, `{{ name }}`, `${{ name }}` and `$(name)`.
 */
const token =
  /#\{[^{}\n]{1,100}\}#?|(?<![A-Za-z0-9_])__[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,100}[A-Za-z0-9])?__|\$?\{\{[^{}\n]{1,100}\}\}|\$\([A-Za-z_][A-Za-z0-9_.-]{0,100}\)/g;

/** A text of a parameter file with tokens that something replaces before the deployment, which are unknown; null if there are none. */
function withTokens(text: string, span: Span): Expression | null {
  const parts: Expression[] = [];
  let from = 0;
  const addUpTo = (end: number): void => {
    if (end > from) parts.push({ kind: "literal", span, value: text.slice(from, end) });
  };
  for (const { 0: name, index } of text.matchAll(token)) {
    addUpTo(index);
    parts.push({ kind: "unreadable", span, construct: { kind: "token", name } });
    from = index + name.length;
  }
  if (from === 0) return null;
  addUpTo(text.length);
  return textOf(parts, span);
}
