/** Supplies files that are not open in the editor. */
export interface FileSource {
  /** The text of a file; null if there is none, or it cannot be read. Never rejects. */
  readonly readFile: (uri: string) => Promise<string | null>;
  /**
   * The addresses of the files and folders directly in a folder; those of folders end in a slash; null if there is no
   * such folder. Never rejects.
   */
  readonly listFolder: (uri: string) => Promise<readonly string[] | null>;
  /**
   * The address of a file or folder after links are resolved; its own if there are none. Never rejects. Without this
   * function, there are no links.
   */
  readonly followLinks?: ((uri: string) => Promise<string>) | undefined;
  /** The addresses of files below folders that match one glob pattern and none of the excluded ones. */
  readonly findFiles: (search: FileSearch) => Promise<readonly string[]>;
  /** The address of the folder in which Bicep keeps restored modules, ending in a slash. */
  readonly bicepCache?: string | undefined;
}

export interface FileSearch {
  readonly folders: readonly string[];
  /** In lower case and without sets of characters; files are found in whatever case their names are. */
  readonly include: string;
  readonly exclude: readonly string[];
  readonly limit: number;
}

/** What the entry point, Node or browser, supplies. */
export interface Host {
  readonly files: FileSource;
  /** Called for every run of the analyzer with the root's address; tests count these calls. */
  readonly onAnalysis?: (root: string) => void;
  /** Called with each document and root before work on it begins, because the work may never end. */
  readonly onWork?: (uri: string) => void;
}

/** For hosts without their own files. */
export const noFiles: FileSource = {
  readFile: () => Promise.resolve(null),
  listFolder: () => Promise.resolve(null),
  findFiles: () => Promise.resolve([]),
};
