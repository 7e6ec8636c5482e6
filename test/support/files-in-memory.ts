import { posix } from "node:path";
import { type Document, type Files, nameSearched } from "../../server/src/core/index.ts";

/** Texts by path, which begins with `/`. */
export type Texts = Readonly<Record<string, string>>;

/** Files in memory, as a host has them: folders list their files, and their folders with a slash at the end. */
export function filesInMemory(texts: Texts): Files {
  const documents = new Map<string, Document>(Object.entries(texts).map(([id, text]) => [id, { id, text }]));
  const folders = new Map<string, Set<string>>();
  for (const id of documents.keys()) {
    for (let at = id; at !== "/";) {
      const parent = at.slice(0, at.replace(/\/$/, "").lastIndexOf("/") + 1);
      const listed = folders.get(parent) ?? new Set();
      folders.set(parent, listed.add(at));
      at = parent;
    }
  }
  const listings = new Map([...folders].map(([id, listed]) => [id, [...listed].sort()]));
  return {
    get: (id) => documents.get(id) ?? null,
    resolve: (from, path) => posix.join(posix.dirname(`${from}x`), path).replace(/\/$/, ""),
    list: (folder) => {
      const name = nameSearched(folder);
      if (name === null) return listings.get(folder) ?? null;
      return [...listings.keys()].filter((id) => id.endsWith(`/${name}/`) && !id.includes("/.terraform/"));
    },
  };
}
