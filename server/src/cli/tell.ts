import {
  type Analysis,
  besideCalls,
  check,
  type CheckOptions,
  once,
  type OutsideReading,
  reportUnread,
  reportVaults,
  requirePermissions,
  type Told,
  toldFinding,
  type Words,
  wordsForFacts,
} from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import type { Options } from "./options.ts";

/** What is known before any root is evaluated. */
export interface Before {
  readonly options: Options;
  readonly files: Pick<PathAccessFiles, "of">;
  /** Whether access tests ask about a root. */
  readonly isTested: (root: string) => boolean;
  /** What pipelines and scripts do. */
  readonly outside: () => Pick<OutsideReading, "jobs">;
  readonly words: Words;
  readonly today: string;
  readonly disk: Pick<Disk, "failures">;
}

/** Whether a command says of most roots all that it needs of them where they are evaluated, so that they need not be kept. */
export function mayRelease({ command, assume }: Options): boolean {
  return command === "check" && assume === null;
}

/**
 * What a check says of a root. Null for one that has to be kept: what access tests, pipelines, scripts, or files
 * that could not be read have to do with it is known only with all others.
 */
export function tellOf(before: Before): (analysis: Analysis) => Told | null {
  const { options, isTested, outside, words, disk } = before;
  const facts = wordsForFacts(options.format, words);
  const isBesideCalls = once(() => besideCalls(outside()));
  const mustBeKept = (analysis: Analysis): boolean =>
    analysis.kind === "failed" ||
    !analysis.isTemplate ||
    isTested(analysis.root) ||
    [...analysis.texts].some((id) => disk.failures.has(id)) ||
    isBesideCalls()(analysis);
  return (separate) => {
    if (mustBeKept(separate)) return null;
    const analysis = options.permissions ? requirePermissions(separate) : separate;
    return {
      findings: check(analysis, checkOptions(analysis.root, before)).map(toldFinding),
      vaults: reportVaults(analysis.worlds, facts),
      unread: reportUnread(analysis.worlds),
    };
  };
}

/** The options of a check of one root, with the access file that applies to it. */
export function checkOptions(
  root: string | null,
  { files, today }: Pick<Before, "files" | "today">,
): CheckOptions {
  const accessFile = root === null ? null : files.of(root);
  return { today, honorOtherTools: true, ...(accessFile ? { accessFile } : {}) };
}
