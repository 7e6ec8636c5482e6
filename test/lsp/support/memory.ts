import { globMatcher } from "../../../server/src/core/index.ts";
import type { FileSource } from "../../../server/src/lsp/files.ts";
import { Editor, type EditorOptions } from "./editor.ts";

/** Files that are in memory, by address, as a disk would give them. */
export function memoryFiles(files: Readonly<Record<string, string>>): FileSource {
  const addresses = Object.keys(files);
  return {
    readFile: (uri) => Promise.resolve(new Map(Object.entries(files)).get(uri) ?? null),
    listFolder: (uri) => {
      const inside = addresses.filter((each) => each.startsWith(uri)).map((each) => each.slice(uri.length));
      const names = new Set(inside.map((path) => /^[^/]*\/?/.exec(path)?.[0] ?? ""));
      return Promise.resolve(inside.length === 0 ? null : [...names].map((name) => uri + name));
    },
    findFiles: ({ folders, include, limit }) => {
      const isWanted = globMatcher([include]);
      const found = folders.flatMap((folder) =>
        addresses.filter(
          (each) => each.startsWith(`${folder}/`) && isWanted(each.slice(folder.length + 1).toLowerCase()),
        ),
      );
      return Promise.resolve(found.slice(0, limit));
    },
  };
}

/** Files that change: at each moment, those that a function gives. */
export function changingFiles(now: () => Readonly<Record<string, string>>): FileSource {
  return {
    readFile: (uri) => memoryFiles(now()).readFile(uri),
    listFolder: (uri) => memoryFiles(now()).listFolder(uri),
    findFiles: (search) => memoryFiles(now()).findFiles(search),
  };
}

/** An editor in whose workspace, `file:///w`, these files are. */
export function editorOf(
  files: Readonly<Record<string, string>>,
  options: EditorOptions = {},
): Promise<Editor> {
  const host = { files: memoryFiles(files) };
  return Editor.start({ folders: ["file:///w"], ...options, host: { ...host, ...options.host } });
}
