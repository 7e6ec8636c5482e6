import {
  type Files,
  folderOf,
  globMatcher,
  isParameterFile,
  limits,
  nameSearched,
  planWorkspace,
  sourceOf,
  type WorkspacePlan,
} from "../core/index.ts";
import type { WorkspaceAccessFiles } from "./access-files.ts";
import type { Counted } from "../protocol/vaults.ts";
import { folderId, type FileSource } from "./files.ts";
import { excludedBy, findFiles, type FoundFiles } from "./find-files.ts";
import type { Answer, Session } from "./session.ts";
import type { ModuleMappings } from "./module-mappings.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Files that may contain parameter values, by their names. */
const parameterPattern = "{**/*.bicepparam,**/*.tfvars,**/*.tfvars.json,**/*param*.json,**/*param*.jsonc}";

const isParameterName = globMatcher([parameterPattern]);

/** What is needed to determine what is evaluated. */
export interface PlanSources {
  readonly session: Session;
  readonly accessFiles: WorkspaceAccessFiles;
  readonly settings: SettingsStore;
  readonly files: FileSource;
  readonly folders: () => readonly string[];
  readonly log: (message: string) => void;
  readonly modules: ModuleMappings;
}

/** A plan, and what it was asked for. */
interface Planned {
  readonly key: string;
  readonly plan: Answer<WorkspacePlan>;
}

/** What is evaluated: which open or scanned templates are roots, and in which environments. */
export class Plans {
  readonly #sources: PlanSources;
  /** The parameter files of the latest search, and what it searched for. */
  #parameterFiles: { readonly searched: string; readonly found: Promise<FoundFiles> } | null = null;
  #known: Planned | null = null;
  #workspace: Planned | null = null;

  constructor(sources: PlanSources) {
    this.#sources = sources;
  }

  /** Files have changed, so parameter files are searched for again. */
  forget(): void {
    this.#parameterFiles = null;
  }

  /** The roots among the available templates, with their environments, for the current files and buffers. */
  async now(): Promise<WorkspacePlan> {
    this.#known = await this.#plan(this.#sources.session.templates(), this.#known);
    return this.#known.plan.answer;
  }

  /** The same of all templates of the workspace that may contribute to others. */
  async ofWorkspace(): Promise<WorkspacePlan> {
    const { ids } = await this.#findParameterFiles();
    // Some of them deploy a module of a registry, and are templates.
    const found = [
      ...this.#sources.session.templatesOfWorkspace(),
      ...ids.filter((id) => /\.bicepparam$/i.test(id)),
    ];
    this.#workspace = await this.#plan(found, this.#workspace);
    return this.#workspace.plan.answer;
  }

  /** What was planned before, where nothing has changed since. */
  async #plan(found: readonly string[], before: Planned | null): Promise<Planned> {
    const { session } = this.#sources;
    const openIds = session.openIds();
    const { ids } = await this.#findParameterFiles();
    const parameterFiles = [...ids, ...(await this.#parameterFilesBeside(openIds))].sort();
    const mappings = await this.#sources.modules.now();
    const folders = this.#sources.folders();
    const key = JSON.stringify([openIds, found, parameterFiles, folders, mappings.entries]);
    if (before?.key === key && session.holds(before.plan)) return before;
    const plan = await session.answer((all) => {
      const files = this.#within(all, openIds);
      return planWorkspace(
        {
          found,
          // JSON that was compiled from a source next to it is evaluated only while it is open.
          named: openIds.filter((id) => sourceOf(id, files) !== null),
          parameterFiles: [...parameterFiles, ...openIds.filter((id) => holdsParameters(id, files))],
          accessFileOf: (root) => this.#sources.accessFiles.inForce(root, files),
        },
        { ...files, modulesOf: (root) => mappings.of(root, files) },
      );
    });
    return { key, plan };
  }

  /** How many parameter files exceed the limit. */
  async unreadParameterFiles(): Promise<Counted> {
    return (await this.#findParameterFiles()).leftOut;
  }

  /** Other folders and other settings require a new search. */
  async #findParameterFiles(): Promise<FoundFiles> {
    const { settings, folders } = this.#sources;
    const { exclude } = (await settings.ofWindow()).validate;
    const searched = JSON.stringify([folders(), exclude]);
    if (this.#parameterFiles?.searched !== searched)
      this.#parameterFiles = { searched, found: this.#lookForParameterFiles() };
    return this.#parameterFiles.found;
  }

  async #lookForParameterFiles(): Promise<FoundFiles> {
    const limit = limits.parameterFiles;
    const found = await findFiles(this.#sources, this.#sources.files, parameterPattern, limit);
    const { count } = found.leftOut;
    if (count > 0)
      this.#sources.log(`${count} parameter files are not looked at, as there are more than ${limit}.`);
    return found;
  }

  /** Those next to open documents that are not in the workspace, where nothing is searched for. */
  async #parameterFilesBeside(openIds: readonly string[]): Promise<readonly string[]> {
    const { session, settings, folders } = this.#sources;
    const { exclude } = (await settings.ofWindow()).validate;
    const isExcluded = excludedBy(folders(), exclude);
    const within = this.#folderIds();
    const outside = openIds.filter((id) => !within.some((folder) => id.startsWith(folder)));
    const beside = [...new Set(outside.map(folderOf))].filter((folder) => folder !== "");
    const listed = await Promise.all(beside.map((folder) => session.list(folder)));
    return listed
      .flatMap((ids) => ids ?? [])
      .filter((id) => isParameterName(id.toLowerCase()) && !isExcluded(id))
      .slice(0, limits.parameterFiles);
  }

  #folderIds(): readonly string[] {
    return this.#sources.folders().map(folderId);
  }

  /** The template of a parameter file is looked for only in the workspace, and near open documents. */
  #within(files: Files, openIds: readonly string[]): Files {
    const near = openIds.map((id) => folderOf(folderOf(id).slice(0, -1)));
    const tops = [...this.#folderIds(), ...near].filter((each) => each !== "");
    const isWithin = (id: string): boolean => openIds.includes(id) || tops.some((top) => id.startsWith(top));
    return {
      ...files,
      get: (id) => (isWithin(id) ? files.get(id) : null),
      list: (folder) => (isWithin(folder) || nameSearched(folder) !== null ? files.list?.(folder) : null),
    };
  }
}

function holdsParameters(id: string, files: Files): boolean {
  const document = files.get(id);
  return document ? isParameterFile(document) : false;
}
