import {
  type Analysis,
  assumeDeployed,
  modulesInForce,
  once,
  oncePerKey,
  placesOf,
  wordsOnDay,
} from "../core/index.ts";
import { isAccessPath, openAccessFiles, type PathAccessFiles } from "./access-files.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint, Problem } from "./complaint.ts";
import { Deadline } from "./deadline.ts";
import { type Disk, type DiskOptions, idOfPath, openDisk, printPath } from "./disk.ts";
import { unknownEnvironment } from "./environments.ts";
import { localFiles } from "./file-system.ts";
import type { Host } from "./host.ts";
import { voiceIn } from "./language.ts";
import type { Options } from "./options.ts";
import { openOutside } from "./outside.ts";
import type { LogReading } from "./read-logs.ts";
import { judgePlanned, planRoots, type Roots } from "./roots.ts";
import { readState } from "./state.ts";
import { dirname } from "node:path";
import { bicepCachePath } from "../bicep-cache.ts";
import { homesOf, openReach } from "./reach.ts";

/** What a command works with, and what was met on the way there. */
export interface OpenedGround {
  readonly ground: Ground;
  readonly roots: Roots;
  /** What is wrong with the environment, the state or the folders that were asked for. */
  readonly complaints: readonly Complaint[];
  /** Inputs that could not be read: exit status 2. */
  readonly failures: readonly Problem[];
}

type GroundHost = Omit<Host, "out" | "error" | "color">;

/** Reads and judges the templates that the options name. */
export function openGround(options: Options, host: GroundHost): OpenedGround {
  const { input, logs = () => noLogs, deadline = new Deadline(), within = (all) => all } = host;
  const own = within(host.files ?? localFiles);
  const { paths, templates, files, disk } = openFiles(options, { files: own, deadline });
  const request = { ...options, paths: templates, files };
  const planned = disk.readInTime(() => planRoots(request, disk));
  const outside = once(() => openOutside(planned.outside, disk));
  const { plans } = planned.given;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const words = wordsOnDay(voiceIn(options.language).words, () => today);
  const roots = judgePlanned(planned, request, disk);
  const { alone, compiled, sources } = roots;
  const assumed = assumedIn(roots.analyses, options, disk);
  const { analyses } = assumed;
  const unknown = assumed.complaint ?? unknownEnvironment(options.environment, plans);
  const complaints = [...(unknown === null ? [] : [unknown]), ...missingFolders(options.allowRead, disk)];
  const failures = [...roots.failures, ...files.failures(plans)];
  const ground = {
    ...{ options, paths, plans, analyses, alone, compiled, sources, outside, files, disk, within },
    places: placesOf({ ...disk, print: printPath }),
    inputs: inputsOf(options, roots, files),
    isWhole: failures.length + complaints.length === 0,
    ...{ input, logs, words, today, deadline },
  };
  return { ground, roots, complaints, failures };
}

const noLogs: LogReading = { path: "-", fault: { kind: "no-input" } };

/** The templates with what they leave open as it is deployed, where that is asked for. */
function assumedIn(
  analyses: readonly Analysis[],
  { assume }: Options,
  disk: Disk,
): { readonly analyses: readonly Analysis[]; readonly complaint: Complaint | null } {
  const reading = assume === null ? null : readState(assume, disk);
  if (reading === null) return { analyses, complaint: null };
  if ("complaint" in reading) return { analyses, complaint: reading.complaint };
  return { analyses: assumeDeployed(analyses, reading.state), complaint: null };
}

/** Folders of `--allow-read` that are none, in which nothing would be found. */
function missingFolders(paths: readonly string[], { files }: Disk): readonly Complaint[] {
  return paths.flatMap((path) => {
    const kind = files.kindOf(idOfPath(path));
    if (kind === "folder") return [];
    const fault = { kind: kind === null ? "file-not-found" : "not-a-folder" } as const;
    return [{ kind: "input", path, fault }];
  });
}

/** What is read for the answer, so that nothing may be written over it. */
function inputsOf(
  options: Options,
  { analyses, compiled, failures }: Roots,
  files: PathAccessFiles,
): ReadonlySet<string> {
  const { config, baseline, against, assume, parameters, command, paths, logs } = options;
  const named = [
    config,
    baseline,
    against,
    assume,
    ...parameters,
    ...logs,
    command === "explain-403" ? (paths[0] ?? null) : null,
  ];
  return new Set([
    ...analyses.flatMap(({ documents }) => [...documents.keys()]),
    ...compiled.map(({ file }) => file),
    ...failures.map(({ file }) => file),
    ...files.all(analyses.map(({ root }) => root)).map(({ document }) => document),
    ...named.flatMap((path) => (path === null ? [] : [idOfPath(path)])),
  ]);
}

/** The files that a command reads. */
interface OpenedFiles {
  /** The paths that the options name, or the current folder. */
  readonly paths: readonly string[];
  /** The same without access files, each of which represents its folder. */
  readonly templates: readonly string[];
  readonly files: PathAccessFiles;
  readonly disk: Disk;
}

/** Opens the files that the options name. */
function openFiles(options: Options, how: Pick<DiskOptions, "files" | "deadline">): OpenedFiles {
  const paths = pathsOf(options);
  const templates = paths.map(withoutAccessFile);
  const bicepCache = `${idOfPath(bicepCachePath)}/`;
  const { isOutside } = openReach({ paths: templates, allowRead: options.allowRead, bicepCache }, how.files);
  const bare = openDisk({ ...how, bicepCache, isOutside, search: homesOf(templates, how.files) });
  const files = openAccessFiles({ ...options, paths }, bare);
  const disk = { ...bare, modulesOf: oncePerKey((root) => modulesInForce(files.of(root), bare.resolve)) };
  return { paths, templates, files, disk };
}

/** The paths of templates that the options name, or the current folder. */
function pathsOf({ command, paths }: Pick<Options, "command" | "paths">): readonly string[] {
  // The first of explain-403 is the text to explain.
  const templates = command === "explain-403" ? paths.slice(1) : paths;
  return templates.length > 0 ? templates : ["."];
}

/** A named access file represents the templates in its folder. */
function withoutAccessFile(path: string): string {
  return isAccessPath(path) ? dirname(path) : path;
}
