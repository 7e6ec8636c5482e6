import type { HclGrammar } from "../core/index.ts";

/** Where files come from that are not open in the editor. */
export interface FileSource {
  /** The text of a file; null when there is none, or it cannot be read. Never rejects. */
  readonly readFile: (uri: string) => Promise<string | null>;
  /** The addresses of the files and folders in a folder itself; those of folders end in a slash; null when there is none. Never rejects. */
  readonly listFolder: (uri: string) => Promise<readonly string[] | null>;
  /** The address of what links on the way to a file or folder lead to; its own where there are none. Never rejects. Without this, there are no links. */
  readonly followLinks?: ((uri: string) => Promise<string>) | undefined;
  /** The addresses of files below folders that match a glob pattern and none of those excluded. */
  readonly findFiles: (search: FileSearch) => Promise<readonly string[]>;
  /** The address of the folder in which Bicep keeps the modules it restored, ending in a slash. */
  readonly bicepCache?: string | undefined;
}

export interface FileSearch {
  readonly folders: readonly string[];
  readonly include: string;
  readonly exclude: readonly string[];
  readonly limit: number;
}

/** What the entry, Node or browser, installs. */
export interface Host {
  readonly files: FileSource;
  /** Loads what reads Terraform; without it nothing is said of Terraform files. */
  readonly loadGrammar?: () => Promise<HclGrammar>;
  /** Told of every run of the analyzer, by the root's address; tests count them. */
  readonly onAnalysis?: (root: string) => void;
  /** Told of each document and root that is set to work on, before the work begins, which may never end. */
  readonly onWork?: (uri: string) => void;
}

/** For hosts without files of their own. */
export const noFiles: FileSource = {
  readFile: () => Promise.resolve(null),
  listFolder: () => Promise.resolve(null),
  findFiles: () => Promise.resolve([]),
};
