import { Budget } from "./evaluate/budget.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import { rootFrame } from "./evaluate/frames.ts";
import { functionsOf } from "./evaluate/functions/tables.ts";
import type { Scope } from "./evaluate/scope.ts";
import type { Value } from "./evaluate/value.ts";
import { unknown } from "./evaluate/value.ts";
import type { Files } from "./files.ts";
import { parseDocument } from "./syntax/syntaxes.ts";
import type { ParameterAssignment, ParameterFile } from "./syntax/syntax.ts";
import type { Template } from "./template/template.ts";
import type { DocumentId } from "./text/span.ts";

/** The parameter values that files give, by name as written; later files win. */
export function parametersFrom(ids: readonly DocumentId[], files: Files): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const id of ids) {
    const document = files.get(id);
    const parameterFile = document ? parseDocument(document, files.grammar).parameterFile : null;
    if (!parameterFile) continue;
    const scope = scopeOf(parameterFile);
    for (const [name, assignment] of parameterFile.values) values.set(name, valueOf(name, assignment, scope));
  }
  return values;
}

function valueOf(name: string, assignment: ParameterAssignment, scope: Scope): Value {
  const origin = { span: assignment.value.span };
  return assignment.secret ? unknown({ kind: "secret", name }, origin) : evaluate(assignment.value, scope);
}

/** Values of a parameter file are evaluated alone: they see no parameters and no resources. */
function scopeOf(file: ParameterFile): Scope {
  const template: Template = {
    document: file.span.document,
    span: file.span,
    dialect: "arm",
    intact: true,
    deployed: false,
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    resources: [],
    modules: [],
    outputs: new Map(),
  };
  const run = {
    budget: new Budget(),
    evaluate,
    functions: functionsOf,
    resolveModule: () => ({ kind: "unsupported", construct: "a module in a parameter file" }) as const,
    world: new Map(),
  };
  return { frame: rootFrame(run, template, new Map()), locals: null };
}
