import { folderOf } from "../files/documents.ts";
import { type Files, type WatchedFiles, watchFiles } from "../files/files.ts";
import type { ModuleMapping } from "../files/module-mapping.ts";
import { placeByMapping, placeInWorkspace } from "../modules/locate.ts";
import type { ModuleSource, StateBackend, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { openRoot } from "../files/root-template.ts";
import { fileOfAddress } from "../modules/linked-template.ts";

/** The templates of a workspace that are evaluated on their own, and those that are modules of them. */
export interface RootsFound {
  /** Sorted. */
  readonly roots: readonly DocumentId[];
  /** Roots that look like modules which nothing calls: they are in a folder of modules that are called. */
  readonly uncalled: ReadonlySet<DocumentId>;
  /** The roots that each template is a part of: itself, or those that call it or import from it, directly or not. */
  readonly rootsOf: ReadonlyMap<DocumentId, readonly DocumentId[]>;
}

/** What is known of a template before anything is evaluated. */
export interface TemplateLook {
  /** The templates in the folders of a root that it calls, directly and in nested deployments. Reading values from a file is not a call. */
  readonly calls: readonly DocumentId[];
  /** Those of them that it certainly creates wherever it is deployed: neither a condition nor a loop decides. */
  readonly creates: ReadonlySet<DocumentId>;
  /** Terraform runs in it: it configures a provider or backend, or has a lock file or values of its own. */
  readonly isRun: boolean;
  /** It needs no values. */
  readonly isComplete: boolean;
  /** The files that it takes values, functions and types from. */
  readonly imports: readonly DocumentId[];
  /** Where it keeps its state; null if it does not say so. */
  readonly backend: StateBackend | null;
}

/** Looks at the template of a root; what is read of it need not be kept. */
export function lookAt(root: DocumentId, files: Files): TemplateLook {
  const { template, parameters } = openRoot(root, watchFiles(files));
  const called = template ? calledBy(template, watchFiles(files), files.modulesOf?.(root)) : [];
  const declared = [...(template?.parameters.values() ?? [])];
  return {
    calls: [...new Set(called.map(({ id }) => id))].filter((id) => id !== root),
    creates: new Set(called.flatMap(({ id, isCertain }) => (isCertain ? [id] : []))),
    isRun: template?.isRun === true || template?.locked !== undefined || parameters.length > 0,
    isComplete: declared.every(({ default: value, nullable }) => value !== null || nullable),
    imports: template ? importedBy(template, files) : [],
    backend: template?.backend ?? null,
  };
}

/** The files that a template takes values, functions and types from, as it names them. */
export function importedBy(
  { document, imports }: Pick<Template, "document" | "imports">,
  files: Pick<Files, "resolve">,
): readonly DocumentId[] {
  const sources = [...(imports?.values() ?? [])].map(({ source }) => source);
  return [
    ...new Set(
      sources.flatMap((source) => (source.kind === "file" ? [files.resolve(document, source.path)] : [])),
    ),
  ];
}

/** What is known of roots, and what is asked about them. */
export interface RootQuestions {
  readonly lookOf: (template: DocumentId) => Omit<TemplateLook, "backend">;
  readonly hasParameters: (template: DocumentId) => boolean;
  /** The templates of which some of these roots certainly create an instance. */
  readonly createdBy: (roots: readonly DocumentId[]) => ReadonlySet<DocumentId>;
}

/**
 * Which of some templates are roots: those of which no other certainly creates an instance. A template that is called stays one when parameter
 * files belong to it, when Terraform runs in it, when only tests and examples call it, when it is an entry that is called from beside it, or when
 * others only import from it. Of templates that call each other in a circle the first stays.
 */
export function rootsAmong(
  templates: readonly DocumentId[],
  { lookOf, hasParameters, createdBy }: RootQuestions,
): RootsFound {
  const sorted = [...new Set(templates)].sort();
  const looks = new Map(sorted.map((each) => [each, lookOf(each)]));
  const called = new Set<DocumentId>();
  const ofTests = new Set<DocumentId>();
  for (const [caller, { calls }] of looks) {
    for (const callee of calls) {
      const isEntry = isEntryBeside(caller, callee) && looks.get(callee)?.isComplete === true;
      if (!isEntry) (isTestOf(caller, callee) ? ofTests : called).add(callee);
    }
  }
  const stays = (each: DocumentId): boolean => hasParameters(each) || looks.get(each)?.isRun === true;
  const roots = sorted.filter((each) => !called.has(each) || stays(each));
  const rootsOf = new Map<DocumentId, DocumentId[]>();
  const created = new Set<DocumentId>();
  const addParts = (root: DocumentId): void => {
    for (const part of reachedFrom([root], looks)) {
      const before = rootsOf.get(part);
      if (before) before.push(root);
      else rootsOf.set(part, [root]);
    }
    for (const part of reachedFrom([root], looks, true)) created.add(part);
  };
  roots.forEach(addParts);
  const isDoubtful = (each: DocumentId): boolean => !created.has(each);
  if (sorted.some((each) => isDoubtful(each) && rootsOf.has(each)))
    for (const each of createdBy(roots)) created.add(each);
  const doubtful = sorted.filter(isDoubtful);
  const ofOthers = new Set(doubtful.flatMap((each) => [...(looks.get(each)?.creates ?? [])]));
  for (const each of [...doubtful.filter((id) => !ofOthers.has(id)), ...doubtful]) {
    if (created.has(each)) continue;
    roots.push(each);
    addParts(each);
  }
  const imported = new Set([...looks.values()].flatMap(({ imports }) => imports));
  const isAlone = (root: DocumentId): boolean =>
    ![called, ofTests, imported].some((some) => some.has(root)) &&
    !hasParameters(root) &&
    looks.get(root)?.calls.length === 0;
  const modules = new Set(sorted.filter((each) => called.has(each)).map(folderAround));
  const notModules = new Set(roots.filter((each) => !isAlone(each)).map(folderAround));
  const uncalled = roots.filter(
    (each) => isAlone(each) && modules.has(folderAround(each)) && !notModules.has(folderAround(each)),
  );
  return { roots: roots.sort(), uncalled: new Set(uncalled), rootsOf };
}

function reachedFrom(
  roots: readonly DocumentId[],
  looks: ReadonlyMap<DocumentId, Pick<TemplateLook, "calls" | "creates" | "imports">>,
  isCertain = false,
): ReadonlySet<DocumentId> {
  const reached = new Set<DocumentId>();
  const waiting = [...roots];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const look = looks.get(at);
    if (look) waiting.push(...(isCertain ? look.creates : [...look.calls, ...look.imports]));
  }
  return reached;
}

/** The folder in which a template is; of a folder of Terraform the one around it. */
function folderAround(template: DocumentId): DocumentId {
  return folderOf(template.replace(/\/$/, ""));
}

interface Called {
  readonly id: DocumentId;
  /** Neither a condition nor a loop decides whether it is, and it is more than a folder with the name of what is called. */
  readonly isCertain: boolean;
}

function calledBy(
  { document, modules }: Template,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly Called[] {
  return modules.flatMap(({ source, condition, loop }): readonly Called[] => {
    const isMade = condition === null && loop === null;
    const called =
      source.kind === "inline"
        ? calledBy(source.template, files, mapping)
        : placesOf(source, document, files, mapping);
    return called.map(({ id, isCertain }) => ({ id, isCertain: isCertain && isMade }));
  });
}

function placesOf(
  source: Exclude<ModuleSource, { readonly kind: "inline" }>,
  document: DocumentId,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly Called[] {
  const certain = (id: DocumentId): Called => ({ id, isCertain: true });
  const mapped = placeByMapping(source, mapping);
  if (mapped !== null) return [certain(mapped)];
  const found = placeInWorkspace(source, files, mapping);
  const inWorkspace = found ? [{ id: found.place, isCertain: found.name === null }] : [];
  switch (source.kind) {
    case "file":
      return [certain(files.resolve(document, source.path))];
    case "folder":
      return [certain(`${files.resolve(source.span.document, source.path)}/`), ...inWorkspace];
    case "address": {
      const file = fileOfAddress(source, document, files);
      return file === null ? [] : [certain(file)];
    }
    case "registry":
      return inWorkspace;
    case "unreadable":
      return [];
  }
}

/**
 * Whether a caller is a test or example of what it calls: a `*.test.bicep`, or in such a folder below the one that both are
 * in.
 */
function isTestOf(caller: DocumentId, callee: DocumentId): boolean {
  if (/\.(?:test|tests)\.bicep$/i.test(caller)) return true;
  const [own, other] = [caller.split("/").slice(0, -1), callee.split("/")];
  const common = own.findIndex((segment, index) => segment !== other[index]);
  return common >= 0 && own.slice(common).some((segment) => folderOfTests.test(segment));
}

/** Whether a caller is beside a template that is named as what is deployed: modules are named for what they are, or are below. */
function isEntryBeside(caller: DocumentId, callee: DocumentId): boolean {
  return (
    folderOf(caller) === folderOf(callee) && /\/(?:main|azuredeploy|mainTemplate)\.[a-z]+$/i.test(callee)
  );
}

const folderOfTests = /^(?:test|tests|e2e|example|examples|samples)$/i;
