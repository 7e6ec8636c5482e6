import { main } from "../../server/src/cli/main.ts";
import { type FileSystem, type FolderEntry, notThere } from "../../server/src/cli/file-system.ts";
import type { Report } from "../../server/src/core/index.ts";

/** A link, by the path of what it leads to. */
export interface Link {
  readonly to: string;
}

/** Files of a repository in memory, by their paths below `/repo`. */
export type MemoryFiles = Readonly<Record<string, string | Link>>;

/** A file system that holds nothing but these files. */
function fileSystemOf(given: MemoryFiles): FileSystem {
  const entries = new Map(Object.entries(given).map(([name, what]) => [`/repo/${name}`, what]));
  const folders = new Map<string, Map<string, FolderEntry>>([["/repo", new Map()]]);
  for (const [path, what] of entries) {
    const segments = path.split("/").slice(2);
    let at = "/repo";
    for (const [index, name] of segments.entries()) {
      const isLast = index === segments.length - 1;
      const kind = !isLast ? "folder" : typeof what === "string" ? "file" : "link";
      folders.get(at)?.set(name, { name, kind });
      at = `${at}/${name}`;
      if (!isLast && !folders.has(at)) folders.set(at, new Map());
    }
  }
  const realPath = (path: string): string => {
    for (const [from, what] of entries) {
      if (typeof what === "string" || !(path === from || path.startsWith(`${from}/`))) continue;
      return realPath(`/repo/${what.to}${path.slice(from.length)}`);
    }
    return path;
  };
  const textOf = (path: string): string | null => {
    const what = entries.get(realPath(path));
    return typeof what === "string" ? what : null;
  };
  const bare = (path: string): string => (path.length > 1 ? path.replace(/\/$/, "") : path);
  return {
    kindOf: (path) => (folders.has(bare(realPath(path))) ? "folder" : textOf(path) === null ? null : "file"),
    list: (folder) => [...(folders.get(bare(realPath(folder)))?.values() ?? [])],
    read: (path) => {
      const text = textOf(path);
      return text === null ? { failure: notThere } : { bytes: new TextEncoder().encode(text) };
    },
    mentions: (path, texts) => texts.test(textOf(path) ?? ""),
    ownerOf: () => null,
    realPath,
  };
}

/** What the command line says of files in memory. */
export function runInMemory(
  files: MemoryFiles,
  command = "check",
  ...options: readonly string[]
): { readonly status: number; readonly report: Report; readonly error: string } {
  let [out, error] = ["", ""];
  const status = main([command, "/repo", "--format", "json", ...options], {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
    files: fileSystemOf(files),
  });
  if (out === "") throw new Error(`There is no report: ${error}`);
  // The shape is what the tests of the contract are about.
  return { status, report: JSON.parse(out) as Report, error };
}
