import { compareText } from "../text/compare.ts";
import type { Document, DocumentId } from "../text/document.ts";
import type { Job } from "./job.ts";
import { filesNamedIn, nameCalled, type OutsideFiles } from "./outside-files.ts";
import type { OutsideDocument, Standing } from "./read-file.ts";
import { describeFile, filesCalledIn, jobsOfFile } from "./readers.ts";

/** What pipelines and scripts of a repository do with vaults. */
export interface OutsideReading {
  readonly jobs: readonly Job[];
  /** The jobs that change network settings of vaults; the same list as before as long as these are the same. */
  readonly changing: readonly Job[];
  readonly documents: ReadonlyMap<DocumentId, OutsideDocument>;
  /** What was read of each file, and because of what. */
  readonly files: ReadonlyMap<DocumentId, FileReading>;
}

/** A file as it was read. */
interface FileReading extends Standing {
  readonly described: OutsideDocument;
  readonly jobs: readonly Job[];
  /** The files that it runs or includes, as they were. */
  readonly asked: ReadonlyMap<DocumentId, Document | null | undefined>;
}

/** What no file says. */
export const nothingOutside: OutsideReading = {
  jobs: [],
  changing: [],
  documents: new Map(),
  files: new Map(),
};

/**
 * Reads the files that concern vaults, and what these run. Nothing is executed. Of a reading before, files are kept that have not
 * changed, and that run or include none that has.
 */
export function readOutside(
  given: readonly Document[],
  files: OutsideFiles,
  before: OutsideReading = nothingOutside,
): OutsideReading {
  // Hosts find files in different orders.
  const documents = given.toSorted((a, b) => compareText(a.id, b.id));
  const standingOf = standingsIn(documents);
  const read = new Map(
    documents.map((document) => {
      const standing = standingOf(document);
      const known = before.files.get(document.id);
      const isKept = known && isSame(known, document, standing, files);
      return [document.id, isKept ? known : readFile(document, standing, files)];
    }),
  );
  const jobs = [...read.values()].flatMap((each) => each.jobs);
  return {
    jobs,
    changing: changingAmong(jobs, before.changing),
    documents: new Map([...read].map(([id, { described }]) => [id, described])),
    files: read,
  };
}

function readFile(document: Document, standing: Standing, { find }: OutsideFiles): FileReading {
  const asked = new Map<DocumentId, Document | null | undefined>();
  const noting = (id: DocumentId): Document | null | undefined => {
    const found = find(id);
    asked.set(id, found);
    return found;
  };
  const jobs = numbered(jobsOfFile(document, standing, { find: noting }));
  return { ...standing, described: describeFile(document), jobs, asked };
}

/** Jobs of one name, in stages, documents or matrices of a file, are several callers; a job that is included twice is one. */
function numbered(jobs: readonly Job[]): readonly Job[] {
  const known = new Map<string, Set<string>>();
  return jobs.map((job) => {
    const { document, name, span, machine } = job;
    const key = JSON.stringify([document, name]);
    const alike = known.get(key) ?? new Set<string>();
    known.set(key, alike.add(JSON.stringify([span, machine])));
    const number = [...alike].indexOf(JSON.stringify([span, machine])) + 1;
    if (number === 1 || (name === null && machine.kind === "local")) return job;
    return { ...job, name: name === null ? String(number) : `${name} (${String(number)})` };
  });
}

function isSame(known: FileReading, document: Document, standing: Standing, { find }: OutsideFiles): boolean {
  return (
    known.described.document === document &&
    known.isCalled === standing.isCalled &&
    known.isNamed === standing.isNamed &&
    [...known.asked].every(([id, found]) => find(id) === found)
  );
}

/** What the files say of each other. */
function standingsIn(documents: readonly Document[]): (document: Document) => Standing {
  const called = new Map<string, Set<string>>();
  const naming = new Map<string, number>();
  for (const document of documents) {
    for (const path of filesCalledIn(document)) {
      const name = lastSegment(path);
      called.set(name, (called.get(name) ?? new Set()).add(path));
    }
    for (const name of filesNamedIn(document)) naming.set(name, (naming.get(name) ?? 0) + 1);
  }
  return (document) => {
    const { id } = document;
    const paths = [...(called.get(lastSegment(id)) ?? [])];
    const name = nameCalled(id);
    const byItself = filesNamedIn(document).has(name) ? 1 : 0;
    return {
      isCalled: paths.some((path) => path === id || (path !== "" && id.endsWith(`/${path}`))),
      isNamed: (naming.get(name) ?? 0) > byItself,
    };
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function changingAmong(jobs: readonly Job[], before: readonly Job[]): readonly Job[] {
  const found = jobs.filter(({ steps }) =>
    steps.some(({ calls }) => calls.some(({ access }) => access.kind !== "use")),
  );
  const isSameList = found.length === before.length && found.every((job, index) => job === before[index]);
  return isSameList ? before : found;
}
