import {
  builtInTags,
  type ComparedWorkspace,
  concerningVaults,
  diff,
  type DiffAnswer,
  type Document,
  type Judged,
  judgeRoots,
  mayBeOutside,
  openWorkspace,
  planWorkspace,
  readOutside,
  readSource,
  reportVerdicts,
} from "../../server/src/core/index.ts";
import { filesInMemory, type Texts } from "./files-in-memory.ts";

/** A side, and what the other one reuses of it. */
export interface Side extends ComparedWorkspace, Judged {}

/** A workspace as one side of a comparison. */
export function sideOf(texts: Texts, other?: Side): Side {
  const found = Object.keys(texts);
  const own = filesInMemory(texts);
  const get = (id: string): Document | null | undefined => {
    const [document, same] = [own.get(id), other?.files.get(id)];
    return same?.text === document?.text ? (same ?? document) : document;
  };
  const files = { ...own, get };
  const plan = planWorkspace({ found, named: [], parameterFiles: found, accessFileOf: () => null }, files);
  const { analyses, alone } = judgeRoots(plan.roots, files, other);
  const documents = new Map(found.filter(mayBeOutside).map((id) => [id, { id, text: texts[id] ?? "" }]));
  const workspace = openWorkspace({
    analyses,
    savedAt: () => new Map<string, never>(),
    options: { tags: builtInTags },
    print: (id) => id,
    reading: () =>
      readOutside(concerningVaults([...documents.values()]), { find: (id) => documents.get(id) ?? null }),
  });
  return { ...workspace, alone, files, nameOf: (root) => root, idOf: (name) => name };
}

/** What a change from some files to others does to access. */
export function compared(before: ComparedWorkspace, after: ComparedWorkspace): DiffAnswer {
  const among = [...new Set([...before.analyses, ...after.analyses].map(({ root }) => root))];
  return diff(before, after, { from: [], among });
}

/** What `simulate` answers to an address or another source at the vault with a name or symbol; null if it is not there. */
export function verdictOn({ analyses }: ComparedWorkspace, from: string, vault: string): string | null {
  const reading = readSource(from);
  if (!("source" in reading)) return null;
  const found = analyses.flatMap(({ worlds }) => reportVerdicts(worlds, from, reading.source));
  return found.find((each) => each.vaultName === vault || each.vault === vault)?.verdict ?? null;
}
