import { dirname } from "node:path";
import { bicepCachePath } from "../bicep-cache.ts";
import type { PathAccessFiles } from "./access-files.ts";
import { isAccessPath, openAccessFiles } from "./access-files.ts";
import type { Complaint } from "./complaint.ts";
import { voiceIn } from "./language.ts";
import type { Ground } from "./command-input.ts";
import { Deadline } from "./deadline.ts";
import type { Disk } from "./disk.ts";
import { idOfPath, openDisk, printPath } from "./disk.ts";
import { readState } from "./state.ts";
import { unknownEnvironment } from "./environments.ts";
import type { Analysis } from "../core/index.ts";
import { assumeDeployed, modulesInForce, once, oncePerKey, placesOf } from "../core/index.ts";
import type { Host } from "./host.ts";
import type { Options } from "./options.ts";
import type { Problem } from "./problem.ts";
import { openOutside } from "./outside.ts";
import { homesOf, openReach } from "./reach.ts";
import type { Roots } from "./roots.ts";
import { judgePlanned, planRoots } from "./roots.ts";
import { tellOf } from "./tell.ts";

/** What a command works with, and what was met on the way there. */
export interface OpenedGround {
  readonly ground: Ground;
  readonly roots: Roots;
  /** What is wrong with the environment or the state that was asked for; null when nothing is. */
  readonly unknown: Complaint | null;
  /** Inputs that could not be read: exit status 2. */
  readonly failures: readonly Problem[];
}

/** Reads and judges the templates that the options name. */
export function openGround(options: Options, host: Omit<Host, "out" | "error" | "color">): OpenedGround {
  const { grammar, input, files: given, deadline = new Deadline(), room } = host;
  const paths = pathsOf(options);
  const templates = paths.map(withoutAccessFile);
  const bicepCache = `${idOfPath(bicepCachePath)}/`;
  const { isOutside } = openReach({ paths: templates, allowRead: options.allowRead, bicepCache });
  const bare = openDisk({
    grammar,
    bicepCache,
    isOutside,
    search: homesOf(templates),
    deadline,
    files: given,
    room,
    onInput: host.onInput,
  });
  const files = openAccessFiles({ ...options, paths }, bare);
  const disk = { ...bare, modulesOf: oncePerKey((root) => modulesInForce(files.of(root), bare.resolve)) };
  const { words } = voiceIn(options.language);
  const request = { ...options, paths: templates, files };
  const planned = disk.readInTime(() => planRoots(request, disk));
  const outside = once(() => openOutside(planned.outside, disk));
  const { plans } = planned.given;
  const today = new Date().toISOString().slice(0, 10);
  const tell = tellOf({ options, plans, files, outside, words, today, disk });
  const roots = judgePlanned(planned, request, disk, tell);
  const { compiled, sources } = roots;
  const assumed = assumedIn(roots.analyses, options, disk);
  const { analyses } = assumed;
  const unknown = assumed.complaint ?? unknownEnvironment(options.environment, plans);
  const failures = [...roots.failures, ...files.failures(analyses.map(({ root }) => root))];
  const ground = {
    options,
    paths,
    plans,
    analyses,
    compiled,
    sources,
    outside,
    files,
    disk,
    places: placesOf({ ...disk, print: printPath }),
    inputs: inputsOf(options, roots, files),
    isWhole: failures.length === 0 && unknown === null,
    input,
    words,
    today,
    deadline,
  };
  return { ground, roots, unknown, failures };
}

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

function pathsOf({ command, paths }: Options): readonly string[] {
  // The first of explain-403 is the text to explain.
  const templates = command === "explain-403" ? paths.slice(1) : paths;
  return templates.length > 0 ? templates : ["."];
}

/** A named access file represents the templates in its folder. */
function withoutAccessFile(path: string): string {
  return isAccessPath(path) ? dirname(path) : path;
}

/** What is read for the answer, so that nothing may be written over it. */
function inputsOf(
  options: Options,
  { analyses, compiled, failures }: Roots,
  files: PathAccessFiles,
): ReadonlySet<string> {
  const { config, baseline, against, assume, parameters, command, paths } = options;
  const named = [
    config,
    baseline,
    against,
    assume,
    ...parameters,
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
