import { basename } from "node:path";
import {
  type AccessFile,
  accessFileNames,
  type AccessFileProblem,
  accessFileProblems,
  accessFilesAround,
  chainOf,
  environmentProblems,
  folderOf,
  folderOfRoot,
  inForceAt,
  oncePerKey,
  readAccessFile,
  type RootPlan,
  templateEndings,
} from "../core/index.ts";
import { type Disk, idOfPath, whyNotRead } from "./disk.ts";
import { type FileSystem, localFiles } from "./file-system.ts";
import { type Problem, problemOf } from "./complaint.ts";
import { repositoryOf } from "./reach.ts";
import { walkFolder } from "./walk.ts";

/** The access files that count on a command line. */
export interface PathAccessFiles {
  /** The access file that is in force for a root, with what those above add; null if there is none. */
  readonly of: (root: string) => AccessFile | null;
  /** Access files below the paths, whether or not a template is near. */
  readonly below: readonly AccessFile[];
  /** The access files that apply to some of the roots, or to the folders that were named, or are below these. */
  readonly all: (roots: readonly string[]) => readonly AccessFile[];
  /** Why the file of `--config`, or one that applies, cannot be read in full: exit code 2. */
  readonly failures: (roots: readonly RootPlan[]) => readonly Problem[];
  /** Files that would apply if they did not belong to another repository or user. */
  readonly strangers: ReadonlySet<string>;
}

/** Finds access files: the one of `--config`, a path that is one, or else those around each template. */
export function openAccessFiles(
  {
    config,
    paths,
    exclude,
  }: {
    readonly config: string | null;
    readonly paths: readonly string[];
    readonly exclude: readonly string[];
  },
  disk: Disk,
): PathAccessFiles {
  const named = config ?? paths.find(isAccessPath) ?? null;
  const given = named === null ? null : disk.get(idOfPath(named));
  const fixed = given ? readAccessFile(given) : null;
  const strangers = new Set<string>();
  const around = oncePerKey((folder) => {
    const repository = repositoryOf(folder);
    return accessFilesAround(folder, {
      get: (id) => {
        const mayCount = mayGovern(id, folder, repository, disk.files);
        if (!mayCount && disk.isFile(id)) strangers.add(id);
        return mayCount ? disk.get(id) : null;
      },
    });
  });
  // A file that is named and cannot be read must not make another one count.
  const of = oncePerKey((root: string) =>
    inForceAt(root, named === null ? around(folderOfRoot(root)) : fixed ? [fixed] : []),
  );
  const folders = paths.map(idOfPath).filter(disk.isFolder);
  const walk = (endings: readonly string[]): readonly string[] =>
    folders.flatMap((folder) => walkFolder(folder, endings, exclude, disk.files, disk.isOutside).files);
  const below = fixed
    ? [fixed]
    : walk(accessFileNames).flatMap((id) => {
        const own = of(id);
        return own?.document === id ? [own] : [];
      });
  const all = (roots: readonly string[]): readonly AccessFile[] => {
    const walked = folders.map((folder) => folder.replace(/\/?$/, "/"));
    const inForce = [...roots, ...walked].flatMap((root) => chainOf(of(root)));
    const files = new Map([...inForce, ...below].map((file) => [file.document, file]));
    return [...files.values()].sort((a, b) => (a.document < b.document ? -1 : 1));
  };
  /** Templates around an access file that were not asked for, whose parameters a name in `set` may be of. */
  const notAskedFor = (document: string, plans: readonly RootPlan[]): readonly string[] => {
    const seen = new Set([...walk(templateEndings), ...plans.map(({ root }) => root)]);
    const folder = folderOf(document);
    const top = config === null ? folder : (repositoryOf(folder) ?? folder);
    const { files: templates } = walkFolder(top, templateEndings, [], disk.files, disk.isOutside);
    return templates.filter((id) => !seen.has(id) && !seen.has(folderOf(id)) && !isAccessPath(id));
  };
  /** The problems of the files that apply; the folders around each are walked at most once, however many names are unknown. */
  const problemsUnder = (plans: readonly RootPlan[]): readonly AccessFileProblem[] => {
    const others = oncePerKey((document: string) => notAskedFor(document, plans));
    const isElsewhere = (document: string, name: string): boolean =>
      others(document).some((id) => mayName(id, name, disk.files));
    return all(plans.map(({ root }) => root)).flatMap((file) => [
      ...accessFileProblems(file),
      ...environmentProblems(file, plans, disk).filter(
        ({ fault }) => fault.kind !== "unknown-parameter" || !isElsewhere(file.document, fault.parameter),
      ),
    ]);
  };
  return {
    of,
    below,
    all,
    failures: (plans) => [
      ...(named === null || given ? [] : [problemOf(idOfPath(named), whyNotRead(idOfPath(named), disk))]),
      ...problemsIn(problemsUnder(plans)),
      ...[...disk.failures].flatMap(([id, { isMissing, fault }]) =>
        isMissing || id === (named && idOfPath(named)) || !isAccessPath(id) ? [] : [problemOf(id, fault)],
      ),
    ],
    strangers,
  };
}

/** Only words of ASCII are looked for. */
function mayName(id: string, name: string, files: FileSystem): boolean {
  return !/^\w{1,64}$/.test(name) || files.mentions(id, new RegExp(`\\b${name}\\b`, "i"));
}

function problemsIn(problems: readonly AccessFileProblem[]): readonly Problem[] {
  return problems.map(({ span, fault }) => ({
    file: span.document,
    offset: span.start,
    fact: { kind: "access-file", fault },
  }));
}

/**
 * Whether an access file in a folder may apply. It can turn off rules, so it must come from the same repository;
 * outside any repository, from this user or the folder's owner, because others may be able to write to the parent
 * folders.
 */
function mayGovern(id: string, folder: string, repository: string | null, files: FileSystem): boolean {
  if (repository !== null) return `${localFiles.realPath(folderOf(id))}/`.startsWith(`${repository}/`);
  const owner = files.ownerOf(id);
  return owner === null || owner === process.getuid?.() || owner === files.ownerOf(folder);
}

/** Whether a path names an access file: its folder is meant then. */
export function isAccessPath(path: string): boolean {
  return accessFileNames.includes(basename(path));
}
