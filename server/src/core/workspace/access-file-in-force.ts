import type { AccessFile } from "../access-file/access-file.ts";
import { accessFileNames, readAccessFile } from "../access-file/read.ts";
import { foldersFrom } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import { type ModuleMapping, moduleMapping } from "../files/module-mapping.ts";
import type { DocumentId } from "../text/span.ts";
import { Remembered } from "../logic/remembered.ts";

/**
 * The access file that applies to a folder, whose ID ends in a slash: the nearest one in it or its parents, null if
 * there is none. Files further up add sources and environments that it does not define itself, up to a file that
 * says it is the root.
 */
export function findAccessFile(folder: DocumentId, files: Pick<Files, "get">): AccessFile | null {
  const found: AccessFile[] = [];
  for (const at of foldersFrom(folder)) {
    const own = accessFileIn(at, files);
    if (own) found.push(own);
    if (own?.root) break;
  }
  return found.reduceRight<AccessFile | null>((above, own) => (above ? inherit(own, above) : own), null);
}

function accessFileIn(folder: DocumentId, files: Pick<Files, "get">): AccessFile | null {
  // Both names are asked for, so that the host knows of either.
  const documents = accessFileNames.map((name) => files.get(folder + name));
  const document = documents.find((each) => each);
  return document ? readAccessFile(document) : null;
}

const inherited = new Remembered<AccessFile, { readonly above: AccessFile; readonly file: AccessFile }>();

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

/** The same object for the same two files. */
function inherit(own: AccessFile, above: AccessFile): AccessFile {
  const before = inherited.get(own);
  if (before?.above === above) return before.file;
  const file: AccessFile = {
    ...own,
    sources: new Map([...above.sources, ...own.sources]),
    environments: new Map([...above.environments, ...own.environments]),
    modules: new Map([...above.modules, ...own.modules]),
  };
  inherited.set(own, { above, file });
  return file;
}
