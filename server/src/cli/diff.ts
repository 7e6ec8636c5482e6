import { isAbsolute, join, relative, resolve } from "node:path";
import {
  changeEntries,
  type ChangeEntry,
  type ComparedWorkspace,
  diff as compareSides,
  modulesInForce,
  oncePerKey,
  type Places,
  placesOf,
  proofEntry,
  type ProofEntry,
  type UnreadEntry,
  type Words,
  wordsForFacts,
} from "../core/index.ts";
import { openAccessFiles } from "./access-files.ts";
import { workspaceOf } from "./callers.ts";
import { openOutside } from "./outside.ts";
import { type Disk, idOfPath, openDisk, printPath } from "./disk.ts";
import type { Ground } from "./command-input.ts";
import { filesWithout, localFiles } from "./file-system.ts";
import { type Complaint, type Problem, problemOf } from "./complaint.ts";
import { homesOf, openReach } from "./reach.ts";
import { isRevision, openRevision } from "./revision.ts";
import { findRoots } from "./roots.ts";

/** The changes, or lines that say why they could not be computed: exit code 2. */
export interface DiffRun {
  readonly changes: readonly ChangeEntry[];
  readonly proof?: ProofEntry | null;
  /** The callers that were left out. */
  readonly notCompared?: readonly string[];
  readonly complaints: readonly Complaint[];
  /** What of the other side could not be read: exit status 2. */
  readonly failures: readonly Problem[];
  /** What cannot be compared. */
  readonly unread?: readonly UnreadEntry[];
}

/** One side of a comparison, and where its files are. */
interface Side {
  readonly workspace: ComparedWorkspace;
  readonly places: Places;
}

/** Compares the templates with those of a revision, or of a second folder. */
export function diff(ground: Ground, base: string): DiffRun {
  const { answer, ...run } = compareWithBase(ground, base, (past, present, among) =>
    changesBetween(past, present, ground, among),
  );
  return {
    ...(answer ?? { changes: [] }),
    ...run,
    complaints: [...run.complaints, ...(answer?.complaints ?? [])],
  };
}

/** What is asked about both sides, for some of their roots. */
type Question<T> = (past: Side, present: Side, among: readonly string[]) => T;

/** The answer to a question about both sides, or why there is none. */
interface Comparison<T> {
  readonly answer: T | null;
  readonly complaints: readonly Complaint[];
  readonly failures: readonly Problem[];
  readonly unread: readonly UnreadEntry[];
}

/** Asks about the templates and those of a revision, or of a second folder. */
export function compareWithBase<T>(ground: Ground, base: string, ask: Question<T>): Comparison<T> {
  if (!ground.disk.isFolder(idOfPath(base))) return compareWithRevision(ground, base, ask);
  if (!isWrittenAsPath(base) && isRevision(base)) return refusal([{ kind: "ambiguous-base", base }]);
  return compareWithFolder(ground, base, ask);
}

/** Whether a text cannot name a revision. */
function isWrittenAsPath(text: string): boolean {
  return isAbsolute(text) || /^\.{1,2}(?:[/\\]|$)/.test(text);
}

function refusal(complaints: readonly Complaint[]): Comparison<never> {
  return { answer: null, complaints, failures: [], unread: [] };
}

function compareWithFolder<T>(ground: Ground, base: string, ask: Question<T>): Comparison<T> {
  const { paths } = ground;
  const { bicepCache } = ground.disk;
  const pairing = foldersOf(base, paths);
  const strays = paths.filter((path) => !isWithin(idOfPath(path), pairing.now));
  if (strays.length > 0)
    return refusal(
      strays.map((path) => ({ kind: "nothing-in-base", path, outside: "current-folder", base })),
    );
  const { allowRead } = ground.options;
  const files = ground.within(localFiles);
  const reach = openReach({ paths: pairing.paths, allowRead, bicepCache }, files);
  const search = homesOf(pairing.paths, files);
  const disk = openDisk({ bicepCache, ...reach, files, search, deadline: ground.deadline });
  return compare(ground, paths, pairing, disk, ask);
}

function compareWithRevision<T>(ground: Ground, base: string, ask: Question<T>): Comparison<T> {
  const { paths } = ground;
  const { bicepCache, isOutside } = ground.disk;
  const revision = openRevision(base);
  if ("complaint" in revision) return refusal([revision.complaint]);
  const { top, files, refused, submodules } = revision;
  const realPath = (path: string): string => localFiles.realPath(idOfPath(path));
  const strays = paths.filter((path) => !isWithin(realPath(path), top));
  if (strays.length > 0)
    return refusal(strays.map((path) => ({ kind: "nothing-in-base", path, outside: "repository", base })));
  const moved = paths.map(realPath);
  const present = submodules.length > 0 ? without(submodules, ground, paths) : ground;
  const { disk: like, deadline } = present;
  const where = { bicepCache, isOutside, files: ground.within(files), search: [top] };
  const disk = openDisk({ ...where, deadline, like });
  const pairing = { now: top, then: top, paths: moved };
  const run = compare(present, paths, pairing, disk, ask);
  const hostile = refused.map((path) => problemOf(path, { kind: "hostile-path" }));
  const unread = submodules.filter((folder) => moved.some((path) => isWithin(folder, path)));
  return {
    ...run,
    failures: [...run.failures, ...hostile],
    unread: unread.map((folder) => unreadSubmodule(folder, ground.words)),
  };
}

/** The templates as they are without what a revision does not hold: it would be taken for new. */
function without(folders: readonly string[], ground: Ground, paths: readonly string[]): Ground {
  const { bicepCache, isOutside } = ground.disk;
  const { deadline } = ground;
  const files = ground.within(filesWithout(folders, localFiles));
  const bare = openDisk({ bicepCache, isOutside, files, search: homesOf(paths, files), deadline });
  const disk = { ...bare, modulesOf: ground.disk.modulesOf };
  const { plans, analyses, alone } = findRoots({ ...ground.options, paths, files: ground.files }, disk);
  return {
    ...ground,
    disk,
    places: placesOf({ ...disk, print: printPath }),
    ...{ plans, analyses, alone },
  };
}

function isWithin(id: string, folder: string): boolean {
  return `${id}/`.startsWith(`${folder.replace(/\/$/, "")}/`);
}

function unreadSubmodule(folder: string, words: Words): UnreadEntry {
  const fact = { kind: "template", reason: "a submodule whose files are not in the revision" } as const;
  return {
    ...fact,
    source: printPath(folder),
    file: printPath(folder),
    line: 1,
    character: 1,
    vault: "possible",
    advice: words.unread.advice(fact, ""),
  };
}

/** Which folder corresponds to which, and the paths in the second one. */
interface Pairing {
  readonly now: string;
  readonly then: string;
  readonly paths: readonly string[];
}

/** A folder corresponds to the only folder that is named, or otherwise to the current one. */
function foldersOf(base: string, paths: readonly string[]): Pairing {
  const [only = "."] = paths;
  const now =
    paths.length === 1 && localFiles.kindOf(idOfPath(only)) === "folder" ? idOfPath(only) : idOfPath(".");
  const then = idOfPath(base);
  return { now, then, paths: paths.map((path) => join(then, relative(now, resolve(path)))) };
}

function compare<T>(
  ground: Ground,
  paths: readonly string[],
  pairing: Pairing,
  base: Disk,
  ask: Question<T>,
): Comparison<T> {
  const { now, then, paths: moved } = pairing;
  const { options, analyses } = ground;
  const files = openAccessFiles({ ...options, paths: moved }, base);
  const before = findRoots(
    { ...options, paths: moved, parameters: parametersThen(options.parameters, now, then), files },
    { ...base, modulesOf: oncePerKey((root) => modulesInForce(files.of(root), base.resolve)) },
    { alone: ground.alone, files: ground.disk },
  );
  const past: Side = {
    workspace: {
      ...workspaceOf(
        {
          analyses: before.analyses,
          files,
          outside: () => openOutside(before.outside, base),
        },
        { print: (id) => printPath(join(now, relative(then, id))) },
      ),
      nameOf: (root) => relative(then, root),
      idOf: (name) => join(then, name),
    },
    places: placesOf({ ...base, print: printPath }),
  };
  const top = realFolder(now, paths);
  const nameOf = (root: string): string => relative(top, root);
  const ids = new Map(analyses.map(({ root }) => [relative(top, root), root]));
  const idOf = (name: string): string => ids.get(name) ?? join(top, name);
  const present: Side = { workspace: { ...workspaceOf(ground), nameOf, idOf }, places: ground.places };
  const roots = [
    ...new Set(
      [present, past].flatMap(({ workspace }) =>
        workspace.analyses.map(({ root }) => workspace.nameOf(root)),
      ),
    ),
  ];
  const { answer, failures } = ground.deadline.ask(roots, (among) => ask(past, present, among));
  return {
    answer,
    ...{ complaints: [], unread: [] },
    failures: [
      // What is new was not there before.
      ...before.failures.filter(({ file }) => base.failures.get(file)?.isMissing !== true),
      ...failures.map(({ about, failed }) =>
        problemOf(join(now, about), { kind: "failed", why: failed.fact }),
      ),
    ],
  };
}

function changesBetween(
  past: Side,
  present: Side,
  ground: Ground,
  among: readonly string[],
): Omit<DiffRun, "failures"> {
  const { from, format } = ground.options;
  const question = { from, isNamedOnly: from.length > 0, among };
  const { changes, notCompared, problems, proof } = compareSides(past.workspace, present.workspace, question);
  const facts = wordsForFacts(format, ground.words);
  return {
    notCompared,
    proof: proof && proofEntry(proof, past.places, present.places),
    changes: problems.length > 0 ? [] : changeEntries(changes, past.places, present.places, facts),
    complaints: problems,
  };
}

/** Values are those of their own side, where that has them. */
function parametersThen(parameters: readonly string[], now: string, then: string): readonly string[] {
  return parameters.map((path) => {
    const within = relative(now, resolve(path));
    return within.startsWith("..") || isAbsolute(within) ? path : join(then, within);
  });
}

/** The IDs of current files are not resolved, whereas git reports the real path of its folder. */
function realFolder(folder: string, [path = "."]: readonly string[]): string {
  const given = resolve(path);
  const real = localFiles.realPath(idOfPath(path));
  return given === real ? folder : resolve(given, relative(real, folder));
}
