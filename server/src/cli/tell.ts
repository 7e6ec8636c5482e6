import {
  type Analysis,
  besideCalls,
  once,
  type OutsideReading,
  requirePermissions,
  type RootOptions,
  type RootPlan,
  type Told,
  toldBy,
  type Words,
  wordsForFacts,
} from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import type { Options } from "./options.ts";

/** What is known before any root is evaluated. */
export interface Before {
  readonly options: Options;
  readonly files: PathAccessFiles;
  readonly plans: readonly RootPlan[];
  /** What pipelines and scripts do. */
  readonly outside: () => OutsideReading;
  readonly words: Words;
  readonly today: string;
  readonly disk: Disk;
}

/**
 * Decides which roots may be released once a check has reported them. A root is kept (null) unless there are too many roots, and always if
 * access tests, pipelines, scripts, or unread files relate to it, because these are judged with all roots.
 */
export function tellOf(before: Before): (analysis: Analysis) => Told | null {
  const { options, files, plans, outside, words, disk } = before;
  if (options.command !== "check" || options.assume !== null) return () => null;
  const facts = wordsForFacts(options.format, words);
  const isBesideCalls = once(() => besideCalls(outside()));
  const hasTests = once(() => files.all(plans.map(({ root }) => root)).some(({ tests }) => tests.length > 0));
  const mustBeKept = (analysis: Analysis): boolean =>
    analysis.kind === "failed" ||
    !analysis.isTemplate ||
    (files.of(analysis.root) !== null && hasTests()) ||
    [...analysis.texts].some((id) => disk.failures.has(id)) ||
    isBesideCalls()(analysis);
  return (separate) => {
    if (!disk.isCrowded() || mustBeKept(separate)) return null;
    const analysis = options.permissions ? requirePermissions(separate) : separate;
    return toldBy(analysis, checkOptions(analysis.root, before), facts);
  };
}

/** The options of a check of one root, with the access file that applies to it. */
export function checkOptions(
  root: string | null,
  { files, today }: { readonly files: Pick<PathAccessFiles, "of">; readonly today: string },
): RootOptions {
  const accessFile = root === null ? null : files.of(root);
  return { today, honorOtherTools: true, ...(accessFile ? { accessFile } : {}) };
}
