import { folderOf, folderOfRoot, foldersFrom, openRoot } from "../files/documents.ts";
import { type Files, type WatchedFiles, watchFiles } from "../files/files.ts";
import type { ModuleMapping } from "../files/module-mapping.ts";
import { placeByMapping, placeInWorkspace } from "../modules/locate.ts";
import type { ModuleSource, StateBackend, Template } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import { filesOfAddress } from "../modules/linked-template.ts";

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
  /** Its calls of templates in the folders of a root, also in nested deployments. Reading values from a file is not a call. */
  readonly calls: readonly TemplateCall[];
  /** Terraform runs in it: it configures a provider or backend, or has a lock file or values of its own. */
  readonly isRun: boolean;
  /** It can be deployed without being given anything. */
  readonly isComplete: boolean;
  /** The files that it takes values, functions and types from. */
  readonly imports: readonly DocumentId[];
  /** Where it keeps its state; null if it does not say so. */
  readonly backend: StateBackend | null;
}

export interface TemplateCall {
  readonly id: DocumentId;
  /** Neither a condition nor a loop decides whether it creates an instance, and it is more than a folder with the name of what is called. */
  readonly isCertain: boolean;
  /** It gives values to what it calls. */
  readonly givesValues: boolean;
}

/** Looks at the template of a root; what is read of it need not be kept. */
export function lookAt(root: DocumentId, files: Files): TemplateLook {
  const { template, parameters } = openRoot(root, watchFiles(files));
  const calls = template ? callsIn(template, watchFiles(files), files.modulesOf?.(root)) : [];
  return {
    calls: [...new Map(calls.map((each) => [JSON.stringify(each), each])).values()].filter(
      ({ id }) => id !== root,
    ),
    isRun: template?.isRun === true || template?.locked !== undefined || parameters.length > 0,
    isComplete: template !== null && isComplete(template),
    imports: template ? importedBy(template, files) : [],
    backend: template?.backend ?? null,
  };
}

/**
 * Whether a template can be deployed without being given anything. What azurerm creates needs a provider, which has to be configured:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs#features
 */
export function isComplete({ dialect, isRun, parameters, resources }: Template): boolean {
  const lacksProvider =
    dialect === "terraform" &&
    isRun !== true &&
    resources.some(({ key }) => /^(?:data\.)?azurerm_/.test(key ?? ""));
  return (
    !lacksProvider &&
    [...parameters.values()].every(({ default: value, nullable }) => value !== null || nullable)
  );
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
  /** Whether the access files of a caller are all in force for what it calls as well. */
  readonly sharesAccessFiles: (caller: DocumentId, callee: DocumentId) => boolean;
  /** The templates of which some of these roots certainly create an instance; of a complete one, without giving it values. */
  readonly createdBy: (roots: readonly DocumentId[]) => ReadonlySet<DocumentId>;
}

/**
 * Which of some templates are roots: those of which no other certainly creates an instance. A call that gives values to a complete template
 * deploys something else than the template does by itself, and one under access files of its own is judged by other rules. A template that is called stays a root when parameter files belong to it, when Terraform
 * runs in it, when only tests and examples call it, or when others only import from it. Of templates that call each other in a circle the first stays.
 */
export function rootsAmong(
  templates: readonly DocumentId[],
  { lookOf, hasParameters, sharesAccessFiles, createdBy }: RootQuestions,
): RootsFound {
  const sorted = [...new Set(templates)].sort();
  const looks = new Map(sorted.map((each) => [each, lookOf(each)]));
  const isInstance = (caller: DocumentId, { id, givesValues }: TemplateCall): boolean =>
    givesValues ? looks.get(id)?.isComplete !== true : !looks.has(id) || sharesAccessFiles(caller, id);
  const called = new Set(
    [...looks].flatMap(([caller, { calls }]) =>
      calls.flatMap((each) => (isInstance(caller, each) && !isTestOf(caller, each.id) ? [each.id] : [])),
    ),
  );
  const partsOf = (id: DocumentId): readonly DocumentId[] => {
    const { calls = [], imports = [] } = looks.get(id) ?? {};
    return [...calls.map((each) => each.id), ...imports];
  };
  const createdIn = (id: DocumentId): readonly DocumentId[] =>
    (looks.get(id)?.calls ?? []).flatMap((each) => (each.isCertain && isInstance(id, each) ? [each.id] : []));
  const stays = (each: DocumentId): boolean => hasParameters(each) || looks.get(each)?.isRun === true;
  const roots = sorted.filter((each) => !called.has(each) || stays(each));
  const rootsOf = new Map<DocumentId, DocumentId[]>();
  const created = new Set<DocumentId>();
  const addParts = (root: DocumentId): void => {
    for (const part of reachedFrom(root, partsOf)) {
      const before = rootsOf.get(part);
      if (before) before.push(root);
      else rootsOf.set(part, [root]);
    }
    for (const part of reachedFrom(root, createdIn)) created.add(part);
  };
  roots.forEach(addParts);
  const isDoubtful = (each: DocumentId): boolean => !created.has(each);
  if (sorted.some((each) => isDoubtful(each) && rootsOf.has(each)))
    for (const each of createdBy(roots)) created.add(each);
  const doubtful = sorted.filter(isDoubtful);
  const ofOthers = new Set(doubtful.flatMap(createdIn));
  for (const each of [...doubtful.filter((id) => !ofOthers.has(id)), ...doubtful]) {
    if (created.has(each)) continue;
    roots.push(each);
    addParts(each);
  }
  const used = new Set(sorted.flatMap(partsOf));
  const isAlone = (root: DocumentId): boolean =>
    !used.has(root) && !hasParameters(root) && looks.get(root)?.calls.length === 0;
  const modules = new Set(sorted.filter((each) => called.has(each)).map(folderAround));
  const notModules = new Set(roots.filter((each) => !isAlone(each)).map(folderAround));
  const uncalled = roots.filter(
    (each) => isAlone(each) && modules.has(folderAround(each)) && !notModules.has(folderAround(each)),
  );
  return { roots: roots.sort(), uncalled: new Set(uncalled), rootsOf };
}

/** A template, and what leads on from it. */
function reachedFrom(
  root: DocumentId,
  next: (id: DocumentId) => readonly DocumentId[],
): ReadonlySet<DocumentId> {
  const reached = new Set([root]);
  // What is added to a set on the way is still to come.
  for (const at of reached) for (const each of next(at)) reached.add(each);
  return reached;
}

/** The folder in which a template is; of a folder of Terraform the one around it. */
function folderAround(template: DocumentId): DocumentId {
  return folderOf(template.replace(/\/$/, ""));
}

function callsIn(
  { document, modules }: Template,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly TemplateCall[] {
  return modules.flatMap(({ source, condition, loop, arguments: given }): readonly TemplateCall[] => {
    const isMade = condition === null && loop === null;
    const givesValues = given.kind !== "dictionary" || given.entries.length > 0;
    const called =
      source.kind === "inline"
        ? callsIn(source.template, files, mapping)
        : placesOf(source, document, files, mapping).map((each) => ({ ...each, givesValues }));
    return called.map((each) => ({ ...each, isCertain: each.isCertain && isMade }));
  });
}

function placesOf(
  source: Exclude<ModuleSource, { readonly kind: "inline" }>,
  document: DocumentId,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly Omit<TemplateCall, "givesValues">[] {
  const certain = (id: DocumentId): { readonly id: DocumentId; readonly isCertain: true } => ({
    id,
    isCertain: true,
  });
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
      const found = filesOfAddress(source, document, files);
      return found.map((id) => ({ id, isCertain: found.length === 1 }));
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

/**
 * Whether a template deploys nothing but what it tests: a `*.test.bicep`, or one in a folder of tests or examples that calls a template
 * directly around that folder. Names that differ between environments, and folders next to each other that call the same, are environments.
 */
export function isTestAmong(
  templates: readonly DocumentId[],
  callsOf: (template: DocumentId) => TemplateLook["calls"],
): (template: DocumentId) => boolean {
  return (template) => {
    const stem = /^(.*\.)test\.bicep$/i.exec(template)?.[1];
    const isTwin = (each: DocumentId): boolean =>
      each !== template && each.startsWith(stem ?? "") && /^[^./]+\.bicep$/.test(each.slice(stem?.length));
    if (stem !== undefined) return !templates.some(isTwin);
    return foldersFrom(folderOfRoot(template)).some((folder) => {
      const around = folderAround(folder);
      const calls = (each: DocumentId): readonly DocumentId[] =>
        callsOf(each).flatMap(({ id }) => (folderOfRoot(id) === around ? [id] : []));
      const isTest = (each: DocumentId): boolean =>
        folderOfTests.test(each.slice(around.length).split("/")[0] ?? "");
      const tested = isTest(template) ? calls(template) : [];
      const isBeside = (each: DocumentId): boolean =>
        each.startsWith(around) && each.slice(around.length).includes("/") && !isTest(each);
      const isShared = (each: DocumentId): boolean => calls(each).some((id) => tested.includes(id));
      return tested.length > 0 && !templates.some((each) => isBeside(each) && isShared(each));
    });
  };
}

const folderOfTests = /^(?:test|tests|e2e|example|examples|samples)$/i;
