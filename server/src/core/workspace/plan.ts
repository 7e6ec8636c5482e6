import type { AccessFile } from "../access-file/access-file.ts";
import { documentKindOf, generatedByBicep, mayDeclareVaults, rootIdOf } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import type { DocumentId } from "../text/document.ts";
import {
  type DetectedEnvironments,
  detectEnvironments,
  type Environment,
  type EnvironmentChoice,
  environmentsOf,
  environmentsToJudge,
  type JudgedEnvironments,
} from "./environments.ts";
import { valuesBehind } from "./parameter-sets.ts";
import { mayBeParameters, parameterFilesNear } from "./parameter-files.ts";
import { saysTemplate } from "../syntax/arm/document-kind.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { chainOf } from "./check.ts";
import { isTestAmong, lookAt, rootsAmong } from "./roots.ts";
import { templatesCreated } from "./analyzer.ts";
import type { StateRoot } from "./states.ts";

/** What a host knows of a workspace before anything is evaluated. */
export interface WorkspaceFiles {
  /** Files that were found in folders and may be templates. */
  readonly found: readonly DocumentId[];
  /** Templates that are roots whatever else is there: paths of a command line; folders for Terraform. */
  readonly named: readonly DocumentId[];
  /** Files that were found and may hold parameter values. */
  readonly parameterFiles: readonly DocumentId[];
  /** The access file that applies to a root. */
  readonly accessFileOf: (root: DocumentId) => AccessFile | null;
  /** The environment that was chosen; null when none was. */
  readonly choice?: EnvironmentChoice;
}

/** A root and its environments. */
export interface RootPlan extends JudgedEnvironments, StateRoot {
  /** All environments that it has, chosen or not. */
  readonly available: readonly Environment[];
  /** The access file that applies to it; null if there is none. */
  readonly accessFile: AccessFile | null;
  /** It looks like a module, and no root calls it. */
  readonly isUncalled: boolean;
  /** It is deployed with no values of its own, and only tests what it calls. */
  readonly isTest: boolean;
}

/** What is to be evaluated in a workspace. */
export interface WorkspacePlan {
  /** Sorted by root. */
  readonly roots: readonly RootPlan[];
  /** The roots that a template is a part of. */
  readonly rootsOf: ReadonlyMap<DocumentId, readonly DocumentId[]>;
  /** What the parameter files of the roots extend and import from, directly or not, by parameter file. */
  readonly valuesBehind: ReadonlyMap<DocumentId, ReadonlySet<DocumentId>>;
  /**
   * Templates that were compiled from a source next to them; unless they are named, they are not evaluated but
   * compared with it.
   */
  readonly compiled: readonly { readonly file: DocumentId; readonly source: DocumentId }[];
}

/** The roots for which an access file is in force. */
export function rootsUnder<T extends Pick<RootPlan, "accessFile">>(
  { document }: Pick<AccessFile, "document">,
  roots: readonly T[],
): readonly T[] {
  return roots.filter(({ accessFile }) => chainOf(accessFile).some((each) => each.document === document));
}

/** Works out which templates of a workspace are roots, and which environments each of them is evaluated in. */
export function planWorkspace(workspace: WorkspaceFiles, files: Files): WorkspacePlan {
  const { named, accessFileOf, choice = null } = workspace;
  const compiled = workspace.found.flatMap((file) => {
    const source = sourceOf(file, files);
    return source !== null && isCompiled(file, files) ? [{ file, source }] : [];
  });
  const isCompiledTemplate = new Set(compiled.map(({ file }) => file));
  const twins = new Set(compiled.map(({ file }) => file).filter((file) => !named.includes(file)));
  const look = oncePerKey((root) => lookAt(root, files));
  const written = workspace.found.flatMap((id) => {
    if (twins.has(id) || !(isCompiledTemplate.has(id) || isTemplate(id, files))) return [];
    const root = rootOf(id, files);
    // While it is known what is in the file: of many files not all are kept.
    look(root);
    return [root];
  });
  const near = named.flatMap((root) => parameterFilesNear(root, files));
  const detected = detectEnvironments([...workspace.parameterFiles.filter(mayBeParameters), ...near], files);
  const { roots, uncalled, rootsOf } = rootsAmong(written, {
    lookOf: look,
    hasParameters: (root) => detected.has(root),
    sharesAccessFiles: (caller, callee) => {
      const own = new Set(chainOf(accessFileOf(callee)).map(({ document }) => document));
      return chainOf(accessFileOf(caller)).every(({ document }) => own.has(document));
    },
    createdBy: (some) =>
      templatesCreated(
        some.flatMap((root) => {
          const { judged } = judgedUnder(root, { accessFileOf, choice: null, detected }, files);
          return judged.map((environment) => ({ root, environment }));
        }),
        files,
      ),
  });
  const all = [...new Set([...roots, ...named])].sort();
  const isTest = isTestAmong(written, (template) => look(template).calls);
  const plans = all.map((root) => ({
    root,
    backend: look(root).backend,
    isTest: !detected.has(root) && !look(root).isRun && isTest(root),
    isUncalled: uncalled.has(root) && !named.includes(root),
    ...judgedUnder(root, { accessFileOf, choice, detected }, files),
  }));
  const values = plans.flatMap(({ available }) => available.flatMap(({ parameters }) => parameters));
  return {
    roots: plans,
    rootsOf,
    valuesBehind: new Map([...new Set(values)].map((id) => [id, valuesBehind(id, files)])),
    compiled,
  };
}

function judgedUnder(
  root: DocumentId,
  given: {
    readonly accessFileOf: WorkspaceFiles["accessFileOf"];
    readonly choice: EnvironmentChoice;
    readonly detected: DetectedEnvironments;
  },
  files: Files,
): JudgedEnvironments & Pick<RootPlan, "available" | "accessFile"> {
  const accessFile = given.accessFileOf(root);
  const available = environmentsOf(root, given.detected, accessFile, files);
  return { accessFile, available, ...environmentsToJudge(available, given.choice) };
}

/** The Bicep source next to JSON that its compiler generated; null if there is none. */
export function sourceOf(id: DocumentId, files: Files): DocumentId | null {
  if (!/\.json$/i.test(id)) return null;
  const document = files.get(id);
  const source = id.replace(/\.json$/i, ".bicep");
  return document && generatedByBicep(document) && files.get(source) ? source : null;
}

function isTemplate(id: DocumentId, files: Files): boolean {
  const document = files.get(id);
  return document !== null && document !== undefined && documentKindOf(document) === "template";
}

/**
 * Whether the compiler may have printed a template. One without a vault need not be read with places for that; one with errors, such as
 * repeated members, is judged as any other.
 */
function isCompiled(id: DocumentId, files: Files): boolean {
  const document = files.get(id);
  if (!document) return false;
  if (!mayDeclareVaults(document.text)) return saysTemplate(document) || isTemplate(id, files);
  return isTemplate(id, files) && parseDocument(document).problems.length === 0;
}

function rootOf(id: DocumentId, files: Files): DocumentId {
  const document = files.get(id);
  return document ? rootIdOf(document) : id;
}
