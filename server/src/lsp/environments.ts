import type { Environment } from "../core/index.ts";
import { detectEnvironments, environmentsOfFile } from "../core/index.ts";
import type { AccessFiles } from "./access-files.ts";
import { excludedBy } from "./excluded.ts";
import { normalizeUri, resolvePath } from "./files.ts";
import type { FileSource } from "./host.ts";
import type { Session } from "./session.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Files that may hold parameter values, by their names. */
const parameterPattern = "{**/*.bicepparam,**/*.tfvars,**/*.tfvars.json,**/*param*.json,**/*param*.jsonc}";

/** More files than these are not looked at. */
const mostFiles = 500;

/** What is needed to find environments. */
export interface EnvironmentSources {
  readonly session: Session;
  readonly accessFiles: AccessFiles;
  readonly settings: SettingsStore;
  readonly files: FileSource;
  readonly folders: () => readonly string[];
}

/** The environments of the workspace, and the one whose values count. */
export class Environments {
  readonly #sources: EnvironmentSources;
  /** Undefined until somebody has chosen: the settings count. */
  #selected: string | null | undefined;
  #detected: Promise<readonly Environment[]> | null = null;

  constructor(sources: EnvironmentSources) {
    this.#sources = sources;
  }

  /** Chooses an environment for as long as the server runs; null for defaults. */
  select(name: string | null): void {
    this.#selected = name;
  }

  /** Files have come or gone, so they are looked for anew. */
  forget(): void {
    this.#detected = null;
  }

  /** The name of the environment in force at a root; null where defaults count. */
  async activeName(root: string): Promise<string | null> {
    if (this.#selected !== undefined) return this.#selected;
    const { environment } = await this.#sources.settings.of(this.#sources.session.uriOf(root));
    return environment === "" ? null : environment;
  }

  /** The environment in force at a root; null where defaults count. */
  async active(root: string): Promise<Environment | null> {
    const name = await this.activeName(root);
    return name === null ? null : this.named(name, root);
  }

  /** The environment of a name at a root: of its access file before one of parameter files. */
  async named(name: string, root: string): Promise<Environment | null> {
    const all = [...(await this.ofAccessFile(root)), ...(await this.detected())];
    return all.find((each) => each.name === name) ?? null;
  }

  /** The environments of the access file in force at a root. */
  async ofAccessFile(root: string): Promise<readonly Environment[]> {
    const file = await this.#sources.accessFiles.of(root);
    return file ? environmentsOfFile(file, { resolve: resolvePath }) : [];
  }

  /** The environments that the names of parameter files tell. */
  detected(): Promise<readonly Environment[]> {
    this.#detected ??= this.#detect();
    return this.#detected;
  }

  async #detect(): Promise<readonly Environment[]> {
    const { session, settings, files, folders } = this.#sources;
    const { exclude } = (await settings.ofWindow()).validate;
    const search = { folders: folders(), include: parameterPattern, exclude, limit: mostFiles };
    const ids = (await files.findFiles(search)).map(normalizeUri).sort();
    const isExcluded = excludedBy(folders(), exclude);
    const kept = ids.filter((id) => !isExcluded(id));
    return session.ask((all) => detectEnvironments(kept, all));
  }
}
