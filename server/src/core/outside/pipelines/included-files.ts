import { memoize } from "../../logic/memoize.ts";
import type { Document, DocumentId } from "../../text/document.ts";
import { findUpwards, type OutsideFiles } from "../outside-files.ts";
import { isWorkflow } from "./workflow-files.ts";

/** More than any pipeline includes. */
const mostFiles = 100;

/**
 * A file with those that its jobs may run or include, because their paths are in its text, and so on. Workflows that it calls have jobs
 * of their own.
 */
export function withIncluded(id: DocumentId, files: OutsideFiles): readonly Document[] {
  const found = new Map<DocumentId, Document>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const from = next;
    const document = found.has(from) || found.size >= mostFiles ? null : files.find(from);
    if (!document) continue;
    found.set(from, document);
    const included = pathsIn(document).flatMap((path) => findUpwards(from, path, files)?.id ?? []);
    waiting.push(...included.filter((each) => !isWorkflow(each)));
  }
  return [...found.values()];
}

/** The paths of scripts, templates and local actions in a text. */
const pathsIn = memoize(({ text }: Document): readonly string[] => {
  const words = text.match(/[\w./\\-]+/g) ?? [];
  const files = words.filter((word) => /\.(?:sh|bash|psm?1|ya?ml)$/i.test(word));
  const actions = [...text.matchAll(/\buses:[ \t]*["']?(\.\/[\w./-]+)/g)].flatMap(([, path = ""]) => [
    `${path}/action.yml`,
    `${path}/action.yaml`,
  ]);
  return [...new Set([...files, ...actions])];
});
