import type { AccessFile, NamedEnvironment } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import { accessFileNames, readAccessFile } from "../access-file/read.ts";
import type { Placed } from "../access-file/tree.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import { fileNameOf, folderOf, folderOfRoot, foldersFrom } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import { type ModuleMapping, moduleMapping } from "../files/module-mapping.ts";
import { fileExcluder } from "../text/glob.ts";
import { pathFrom } from "../text/path-from.ts";
import type { DocumentId } from "../text/document.ts";
import { Remembered } from "../logic/remembered.ts";

/**
 * The access file that is in force for a root: the nearest one in its folder or those above, to which all others add; null if there is
 * none. For an access file it is that file itself, with what those above add.
 */
export function findAccessFile(root: DocumentId, files: Pick<Files, "get">): AccessFile | null {
  return inForceAt(root, accessFilesAround(folderOfRoot(root), files));
}

/** The access files in a folder, whose ID ends in a slash, and in its parents, each read alone; nearest first. */
export function accessFilesAround(folder: DocumentId, files: Pick<Files, "get">): readonly AccessFile[] {
  return foldersFrom(folder).flatMap((at) => {
    // Both names are asked for, so that the host knows of either.
    const documents = accessFileNames.map((name) => files.get(at + name));
    return documents.flatMap((document) => (document ? [readAccessFile(document)] : []));
  });
}

/** Of access files around a root the one that is in force for it, with what those that do not leave it to others add. */
export function inForceAt(root: DocumentId, around: readonly AccessFile[]): AccessFile | null {
  const own = around.findIndex(({ document }) => document === root);
  return around
    .slice(Math.max(own, 0))
    .filter((each) => !delegates(each, root))
    .reduceRight<AccessFile | null>((above, each) => (above ? addedTo(each, above) : each), null);
}

function delegates({ document, delegate }: AccessFile, root: DocumentId): boolean {
  const isElsewhere = delegate.length === 0 || document === root;
  return !isElsewhere && fileExcluder(delegate)(pathFrom(folderOf(document), root));
}

/** All access files in force where one is, itself first. */
export function chainOf(file: AccessFile | null): readonly AccessFile[] {
  return file ? [file, ...chainOf(file.above)] : [];
}

/** The modules of an access file, combined with other entries, over which it takes precedence. */
export function modulesInForce(
  file: AccessFile | null,
  resolve: Files["resolve"],
  others: readonly (readonly [source: string, place: DocumentId])[] = [],
): ModuleMapping {
  const own = [...(file?.modules ?? [])].map(
    ([source, { value, span }]) => [source, resolve(span.document, value)] as const,
  );
  return moduleMapping([...others, ...own]);
}

const added = new Remembered<AccessFile, readonly AccessFile[]>();

/** A file with what those above define, which no file further down can replace; the same object for the same two files. */
function addedTo(own: AccessFile, above: AccessFile): AccessFile {
  const before = added.get(own) ?? [];
  const known = before.find((each) => each.above === above);
  if (known) return known;
  const environments = [...own.environments].map(([name, each]) => {
    const other = above.environments.get(name);
    return [name, other ? both(each, other) : each] as const;
  });
  const file: AccessFile = {
    ...own,
    above,
    sources: new Map([...own.sources, ...above.sources]),
    environments: new Map([...above.environments, ...environments]),
    modules: new Map([...own.modules, ...above.modules]),
    problems: [...own.problems, ...definedAbove(own, above)],
  };
  // Templates next to each other may have other files above, but not many.
  added.set(own, [file, ...before.slice(0, 3)]);
  return file;
}

/** Later values win. */
function both(own: NamedEnvironment, above: NamedEnvironment): NamedEnvironment {
  return {
    ...own,
    parameters: [...own.parameters, ...above.parameters],
    set: new Map([...own.set, ...above.set]),
    names: [...own.names, ...above.names],
  };
}

/** The names to which a file above gives another meaning. */
function definedAbove(own: AccessFile, above: AccessFile): readonly AccessFileProblem[] {
  const problem = ({ value, span }: Placed, { span: { document } }: Placed): AccessFileProblem => {
    const depth = pathFrom(folderOf(document), own.document).split("/").length - 1;
    const path = "../".repeat(depth) + fileNameOf(document);
    return { span, fault: { kind: "defined-above", name: value, path } };
  };
  const sources = [...own.sources].flatMap(([key, { name, means }]) => {
    const other = above.sources.get(key);
    return other && textOf(other.means) !== textOf(means) ? [problem(name, other.name)] : [];
  });
  const values = [...own.environments].flatMap(([key, { set, names }]) => {
    const other = above.environments.get(key);
    return names.flatMap((name) => {
      const upper = other?.names.find(({ value }) => value === name.value);
      const [value, theirs] = [set.get(name.value), other?.set.get(name.value)];
      return upper && value && theirs && equalValues(value, theirs) !== "yes" ? [problem(name, upper)] : [];
    });
  });
  const modules = [...own.modules].flatMap(([key, place]) => {
    const other = above.modules.get(key);
    return other ? [problem({ ...place, value: key }, other)] : [];
  });
  return [...sources, ...values, ...modules];
}

function textOf(meaning: unknown): string {
  return JSON.stringify(meaning, (key, value: unknown) => (key === "span" ? undefined : value));
}
