import { type Files, type ModuleMapping, modulesInForce } from "../core/index.ts";
import type { WorkspaceAccessFiles } from "./access-files.ts";
import { normalizeUri, resolvePath } from "./files.ts";
import type { SettingsStore } from "./settings-store.ts";

/** What known access files, and the settings as last read, say about modules. */
export interface KnownMappings {
  readonly of: (root: string, files: Pick<Files, "get">) => ModuleMapping;
  /** Everything in the settings, one line each. */
  readonly entries: readonly string[];
}

/**
 * What access files and settings say about modules. The settings are those of each workspace folder, which their paths
 * are relative to; files outside all folders have none.
 */
export class ModuleMappings {
  readonly #accessFiles: WorkspaceAccessFiles;
  readonly #settings: SettingsStore;
  readonly #folders: () => readonly string[];

  constructor(accessFiles: WorkspaceAccessFiles, settings: SettingsStore, folders: () => readonly string[]) {
    this.#accessFiles = accessFiles;
    this.#settings = settings;
    this.#folders = folders;
  }

  /** With the current settings. */
  async now(): Promise<KnownMappings> {
    const bySetting = new Map<string, readonly (readonly [string, string])[]>();
    for (const uri of this.#folders()) {
      const folder = `${normalizeUri(uri).replace(/\/$/, "")}/`;
      const { modules } = await this.#settings.of(uri);
      bySetting.set(
        folder,
        [...modules].map(([source, path]) => [source, resolvePath(`${folder}_`, path)]),
      );
    }
    return {
      of: (root, files) => {
        const folder = [...bySetting.keys()].find((each) => root.startsWith(each)) ?? "";
        return modulesInForce(this.#accessFiles.inForce(root, files), resolvePath, bySetting.get(folder));
      },
      entries: [...bySetting.values()].flatMap((each) => each.map((entry) => entry.join(" "))),
    };
  }
}
