import { folderOf } from "../files/documents.ts";
import type { Files, WatchedFiles } from "../files/files.ts";
import { watchFiles } from "../files/files.ts";
import type { ModuleMapping } from "../files/module-mapping.ts";
import { placeByMapping, placeInWorkspace } from "../modules/locate.ts";
import type { ModuleSource, StateBackend, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { templateOfRoot } from "../files/root-template.ts";
import { fileOfAddress } from "../modules/linked-template.ts";

/** The templates of a workspace that are evaluated on their own, and those that are modules of them. */
export interface RootsFound {
  /** Sorted. */
  readonly roots: readonly DocumentId[];
  /** Roots that look like modules which nothing calls: they are in a folder of modules that are called. */
  readonly uncalled: ReadonlySet<DocumentId>;
  /** The roots that each template is a part of: itself, or those that call it, directly or not. */
  readonly rootsOf: ReadonlyMap<DocumentId, readonly DocumentId[]>;
}

/** What is known of a template before anything is evaluated. */
export interface TemplateLook {
  /** The templates in the folders of a root that it calls, directly and in nested deployments. Reading values from a file is not a call. */
  readonly calls: readonly DocumentId[];
  /** Where it keeps its state; null if it does not say so. */
  readonly backend: StateBackend | null;
}

/** Looks at the template of a root; what is read of it need not be kept. */
export function lookAt(root: DocumentId, files: Files): TemplateLook {
  const template = templateOfRoot(root, files);
  const called = template ? calledBy(template, watchFiles(files), files.modulesOf?.(root)) : [];
  return {
    calls: [...new Set(called)].filter((id) => id !== root),
    backend: template?.backend ?? null,
  };
}

/**
 * Which of some templates are roots: those that no other of them calls. A template that is called stays one when parameter
 * files belong to it, or when only tests and examples call it. Of templates that call each other in a circle the first stays.
 */
export function rootsAmong(
  templates: readonly DocumentId[],
  callsOf: (template: DocumentId) => readonly DocumentId[],
  hasParameters: (template: DocumentId) => boolean,
): RootsFound {
  const sorted = [...new Set(templates)].sort();
  const calls = new Map(sorted.map((each) => [each, callsOf(each)]));
  const called = new Set<DocumentId>();
  const ofTests = new Set<DocumentId>();
  for (const [caller, callees] of calls) {
    for (const callee of callees) (isTestOf(caller, callee) ? ofTests : called).add(callee);
  }
  const roots = sorted.filter((each) => !called.has(each) || hasParameters(each));
  const rootsOf = new Map<DocumentId, DocumentId[]>();
  const addParts = (root: DocumentId): void => {
    for (const part of reachedFrom(root, calls)) {
      const before = rootsOf.get(part);
      if (before) before.push(root);
      else rootsOf.set(part, [root]);
    }
  };
  roots.forEach(addParts);
  for (const each of sorted) {
    if (rootsOf.has(each)) continue;
    roots.push(each);
    addParts(each);
  }
  const isAlone = (root: DocumentId): boolean =>
    !called.has(root) && !ofTests.has(root) && !hasParameters(root) && calls.get(root)?.length === 0;
  const modules = new Set(sorted.filter((each) => called.has(each)).map(folderAround));
  const notModules = new Set(roots.filter((each) => !isAlone(each)).map(folderAround));
  const uncalled = roots.filter(
    (each) => isAlone(each) && modules.has(folderAround(each)) && !notModules.has(folderAround(each)),
  );
  return { roots: roots.sort(), uncalled: new Set(uncalled), rootsOf };
}

function reachedFrom(
  root: DocumentId,
  calls: ReadonlyMap<DocumentId, readonly DocumentId[]>,
): ReadonlySet<DocumentId> {
  const reached = new Set<DocumentId>();
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    waiting.push(...(calls.get(at) ?? []));
  }
  return reached;
}

/** The folder in which a template is; of a folder of Terraform the one around it. */
function folderAround(template: DocumentId): DocumentId {
  return folderOf(template.replace(/\/$/, ""));
}

function calledBy(
  { document, modules }: Template,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly DocumentId[] {
  return modules.flatMap(({ source }): readonly DocumentId[] => {
    const mapped = placeByMapping(source, mapping);
    if (mapped !== null) return [mapped];
    switch (source.kind) {
      case "file":
        return [files.resolve(document, source.path)];
      case "folder":
        return [
          `${files.resolve(source.span.document, source.path)}/`,
          ...inWorkspace(source, files, mapping),
        ];
      case "inline":
        return calledBy(source.template, files, mapping);
      case "address": {
        const file = fileOfAddress(source, document, files);
        return file === null ? [] : [file];
      }
      case "registry":
        return inWorkspace(source, files, mapping);
      case "unreadable":
        return [];
    }
  });
}

function inWorkspace(
  source: ModuleSource,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): readonly DocumentId[] {
  const place = placeInWorkspace(source, files, mapping);
  return place === null ? [] : [place];
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

const folderOfTests = /^(?:test|tests|e2e|example|examples|samples)$/i;
