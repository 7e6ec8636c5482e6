import type { DictionaryExpression, Expression } from "../../template/expression.ts";
import { nameOfEntry, withValue } from "../../template/lazy-entry.ts";
import { plainDeclaration } from "../../template/lazy-resource.ts";
import {
  type ModuleDeclaration,
  type ParameterDeclaration,
  type ResourceDeclaration,
  type ResourceIdentity,
  type Template,
  plainTemplate,
} from "../../template/template.ts";
import { isKept, keptIfExists } from "../../template/kept-if-exists.ts";
import type { DocumentId } from "../../text/document.ts";
import { identityOf } from "./identity.ts";

/** One file of a folder, read. */
export interface FolderFile {
  readonly id: DocumentId;
  readonly template: Template;
}

/**
 * The template that the files of a folder make together. Those named `override.tf` or ending in `_override.tf` change what the
 * others declare (https://developer.hashicorp.com/terraform/language/files/override).
 */
export function mergeFolder(folder: DocumentId, files: readonly FolderFile[]): Template {
  const [overrides, base] = partition(files, ({ id }) => isOverride(id));
  const all = files.map(({ template }) => template);
  const parts = base.map(({ template }) => template);
  const first = parts[0] ?? overrides[0]?.template;
  const backend = all.findLast((each) => each.backend)?.backend;
  const providers = new Map(all.flatMap((each) => [...(each.providers ?? [])]));
  const joined = plainTemplate(first?.span ?? { document: folder, start: 0, end: 0 }, {
    dialect: "terraform",
    intact: all.every((each) => each.intact),
    parameters: new Map(parts.flatMap((each) => [...each.parameters])),
    variables: new Map(parts.flatMap((each) => [...each.variables])),
    resources: parts.flatMap((each) => each.resources),
    modules: parts.flatMap((each) => each.modules),
    outputs: new Map(parts.flatMap((each) => [...each.outputs])),
    ...(backend ? { backend } : {}),
    ...(all.some((each) => each.isRun) ? { isRun: true } : {}),
    ...(providers.size > 0 ? { providers } : {}),
  });
  return overrides.map(({ template }) => template).reduce(override, { ...joined, document: folder });
}

/** Whether a file changes what others declare, by its name. */
function isOverride(id: DocumentId): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(id);
}

function override(base: Template, over: Template): Template {
  return {
    ...base,
    parameters: new Map([
      ...base.parameters,
      ...[...over.parameters].map(([name, each]) => {
        const before = base.parameters.get(name);
        return [name, before ? overrideVariable(before, each) : each] as const;
      }),
    ]),
    variables: new Map([...base.variables, ...over.variables]),
    outputs: new Map([...base.outputs, ...over.outputs]),
    resources: overrideEach(base.resources, over.resources, overrideResource),
    modules: overrideEach(base.modules, over.modules, overrideModule),
  };
}

function overrideEach<T extends { readonly key: string | null }>(
  base: readonly T[],
  over: readonly T[],
  merge: (before: T, after: T) => T,
): readonly T[] {
  return base.map((each) => {
    const changed = over.find((other) => other.key === each.key);
    return changed ? merge(each, changed) : each;
  });
}

/** What an override does not say stays: https://github.com/hashicorp/terraform/blob/main/internal/configs/module_merge.go */
function overrideVariable(before: ParameterDeclaration, after: ParameterDeclaration): ParameterDeclaration {
  const { type, constraint } = after.constraint?.kind === "any" ? before : after;
  return {
    ...before,
    type,
    ...(constraint ? { constraint } : {}),
    default: after.default ?? before.default,
    secure: before.secure || after.secure,
    nullIsDefault: before.nullIsDefault === true || after.nullIsDefault === true,
  };
}

function overrideResource(before: ResourceDeclaration, after: ResourceDeclaration): ResourceDeclaration {
  const body = overrideBody(before.body, after.body);
  const identity = after.name && identityIn(body, before);
  return {
    ...plainDeclaration(before),
    ...repetition(before, after),
    apiVersion: after.apiVersion ?? before.apiVersion,
    name: after.name ?? before.name,
    body,
    ...(identity ? { identity } : {}),
  };
}

/** What Azure calls a resource under its name and those around it. */
function identityIn(
  body: Expression,
  { type, span, labelSpan }: ResourceDeclaration,
): ResourceIdentity | undefined {
  if (body.kind !== "dictionary" || type.kind !== "literal") return undefined;
  const written = (name: string): Expression | null =>
    body.entries.find((entry) => nameOf(entry) === name)?.value ?? null;
  return identityOf(String(type.value), written, { ...span, end: span.start }, labelSpan);
}

type Repeated = Pick<ResourceDeclaration, "loop" | "condition">;

function repetition(before: Repeated, after: Repeated): Repeated {
  const { loop, condition } = after.loop || after.condition ? after : before;
  return { loop, condition };
}

function overrideModule(before: ModuleDeclaration, after: ModuleDeclaration): ModuleDeclaration {
  return {
    ...before,
    ...repetition(before, after),
    source: after.source.kind === "unreadable" ? before.source : after.source,
    arguments: overrideBody(before.arguments, after.arguments),
  };
}

/** Attributes and blocks of one name replace those before them. What others may change stays theirs. */
function overrideBody(before: Expression, after: Expression): Expression {
  if (isKept(before)) {
    const [declared = after, ...by] = before.arguments;
    return { ...before, arguments: [overrideBody(declared, after), ...by] };
  }
  if (before.kind !== "dictionary" || after.kind !== "dictionary") return after;
  const names = new Set(after.entries.map(nameOf));
  const kept = before.entries.filter((entry) => !names.has(nameOf(entry)));
  const replaced = before.entries.filter((entry) => names.has(nameOf(entry)));
  const ignored = new Set(replaced.filter(({ value }) => isIgnored(value)).map(nameOf));
  const replacing = after.entries.map((entry) =>
    entry.kind === "entry" && ignored.has(nameOf(entry))
      ? withValue(entry, keptIfExists(entry.value, "ignore_changes"))
      : entry,
  );
  return { ...before, entries: [...kept, ...replacing], intact: before.intact && after.intact };
}

/** Whether `ignore_changes` lists an expression, or a part of it. */
function isIgnored(expression: Expression): boolean {
  if (expression.kind === "list")
    return expression.items.some((item) => item.kind !== "spread" && isIgnored(item));
  if (expression.kind === "dictionary") return expression.entries.some(({ value }) => isIgnored(value));
  return isKept(expression);
}

function nameOf(entry: DictionaryExpression["entries"][number]): string {
  return entry.kind === "entry" ? (nameOfEntry(entry) ?? "") : "";
}

function partition<T>(
  items: readonly T[],
  test: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
