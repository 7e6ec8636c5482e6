import type { DictionaryExpression, Expression } from "../../template/expression.ts";
import { nameOfEntry } from "../../template/lazy-entry.ts";
import { plainDeclaration } from "../../template/lazy-resource.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import type { DocumentId } from "../../text/span.ts";

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
  const templates = base.map(({ template }) => template);
  const first = templates[0] ?? overrides[0]?.template;
  const backend = files.findLast(({ template }) => template.backend)?.template.backend;
  const providers = new Map(files.flatMap(({ template }) => [...(template.providers ?? [])]));
  const joined: Template = {
    document: folder,
    span: first?.span ?? { document: folder, start: 0, end: 0 },
    dialect: "terraform",
    intact: files.every(({ template }) => template.intact),
    state: null,
    parameters: new Map(templates.flatMap((each) => [...each.parameters])),
    variables: new Map(templates.flatMap((each) => [...each.variables])),
    functions: new Map(),
    resources: templates.flatMap((each) => each.resources),
    modules: templates.flatMap((each) => each.modules),
    outputs: new Map(templates.flatMap((each) => [...each.outputs])),
    ...(backend ? { backend } : {}),
    ...(providers.size > 0 ? { providers } : {}),
  };
  return overrides.map(({ template }) => template).reduce(override, joined);
}

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
        const merged = before ? { ...before, default: each.default ?? before.default } : each;
        return [name, merged] as const;
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

function overrideResource(before: ResourceDeclaration, after: ResourceDeclaration): ResourceDeclaration {
  return {
    ...plainDeclaration(before),
    name: after.name ?? before.name,
    loop: after.loop ?? before.loop,
    condition: after.loop ? after.condition : before.condition,
    body: overrideBody(before.body, after.body),
  };
}

function overrideModule(before: ModuleDeclaration, after: ModuleDeclaration): ModuleDeclaration {
  return {
    ...before,
    source: after.source.kind === "unreadable" ? before.source : after.source,
    arguments: overrideBody(before.arguments, after.arguments),
  };
}

/** Attributes and blocks of one name replace those before them. */
function overrideBody(before: Expression, after: Expression): Expression {
  if (before.kind !== "dictionary" || after.kind !== "dictionary") return after;
  const names = new Set(after.entries.map(nameOf));
  const kept = before.entries.filter((entry) => !names.has(nameOf(entry)));
  return { ...before, entries: [...kept, ...after.entries], intact: before.intact && after.intact };
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
