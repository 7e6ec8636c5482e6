import type { AccessFile, NamedEnvironment } from "./access-file/access-file.ts";
import { accessFileNames, readAccessFile } from "./access-file/read.ts";
import { folderOf } from "./documents.ts";
import type { Environment } from "./environments.ts";
import type { Files } from "./files.ts";
import type { DocumentId } from "./text/span.ts";

/** The access file in force somewhere, and what the host has to supply before that is certain. */
export interface AccessFileLookup {
  /** With the sources and environments of files above it; null when there is none. */
  readonly file: AccessFile | null;
  readonly wants: readonly DocumentId[];
}

/**
 * The access file in force in a folder, whose id ends in a slash: the nearest one there or above. Files further up add sources
 * and environments that it does not name itself, until one says that it is the root.
 */
export function findAccessFile(folder: DocumentId, files: Pick<Files, "get">): AccessFileLookup {
  const found: AccessFile[] = [];
  for (const at of foldersFrom(folder)) {
    const [own, wants] = accessFileIn(at, files);
    if (wants.length > 0) return { file: null, wants };
    if (own) found.push(own);
    if (own?.root) break;
  }
  const file = found.reduceRight<AccessFile | null>(
    (above, own) => (above ? inherit(own, above) : own),
    null,
  );
  return { file, wants: [] };
}

/** The environments of an access file, with the ids of the files that give their values. */
export function environmentsOfFile(file: AccessFile, files: Pick<Files, "resolve">): readonly Environment[] {
  return [...file.environments.values()].map((each) => environmentOf(each, files));
}

const environments = new WeakMap<NamedEnvironment, Environment>();

/** The same object for the same environment, by which hosts tell whether an analysis still holds. */
function environmentOf(named: NamedEnvironment, files: Pick<Files, "resolve">): Environment {
  const before = environments.get(named);
  if (before) return before;
  const environment: Environment = {
    name: named.name.value,
    parameters: named.parameters.map(({ value, span }) => files.resolve(span.document, value)),
    set: named.set,
  };
  environments.set(named, environment);
  return environment;
}

/** The folder and those around it, from the inside. */
function foldersFrom(folder: DocumentId): readonly DocumentId[] {
  const folders: DocumentId[] = [];
  for (let at = folder; at !== ""; at = folderOf(at.slice(0, -1))) {
    folders.push(at);
    // "file:///" is the last folder of an address.
    if (at.endsWith("//") || at.endsWith(":///")) break;
  }
  return folders;
}

function accessFileIn(
  folder: DocumentId,
  files: Pick<Files, "get">,
): readonly [AccessFile | null, readonly DocumentId[]] {
  const ids = accessFileNames.map((name) => folder + name);
  const wants = ids.filter((id) => files.get(id) === undefined);
  const document = ids.map((id) => files.get(id)).find((each) => each !== null && each !== undefined);
  return [document ? readAccessFile(document) : null, wants];
}

const inherited = new WeakMap<AccessFile, { readonly above: AccessFile; readonly file: AccessFile }>();

/** The same object for the same two files. */
function inherit(own: AccessFile, above: AccessFile): AccessFile {
  const before = inherited.get(own);
  if (before?.above === above) return before.file;
  const file: AccessFile = {
    ...own,
    sources: new Map([...above.sources, ...own.sources]),
    environments: new Map([...above.environments, ...own.environments]),
  };
  inherited.set(own, { above, file });
  return file;
}
