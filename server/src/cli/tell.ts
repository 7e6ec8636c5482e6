import type { Analysis, CheckOptions, RootPlan, Told, Words } from "../core/index.ts";
import {
  besideCalls,
  check,
  once,
  reportUnread,
  reportVaults,
  requirePermissions,
  toldFinding,
  wordsForFacts,
} from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import type { Options } from "./options.ts";
import type { OutsideFound } from "./outside.ts";

/** What is known before any root is evaluated. */
interface Before {
  readonly options: Options;
  readonly plans: readonly RootPlan[];
  readonly files: PathAccessFiles;
  readonly outside: () => OutsideFound;
  readonly words: Words;
  readonly today: string;
  readonly disk: Disk;
}

/**
 * What a check says of a root, where so much is checked that roots should not be kept. Null for one that has to be: what access tests, pipelines, scripts, or files
 * that could not be read have to do with it is known only with all others.
 */
export function tellOf(before: Before): (analysis: Analysis) => Told | null {
  const { options, plans, files, outside, words, disk } = before;
  if (options.command !== "check" || options.assume !== null) return () => null;
  const facts = wordsForFacts(options.format, words);
  const isBesideCalls = once(() => besideCalls(outside().reading));
  const isTested = once(() => files.all(plans.map(({ root }) => root)).some(({ tests }) => tests.length > 0));
  const mustBeKept = (analysis: Analysis): boolean =>
    analysis.failed !== null ||
    !analysis.isTemplate ||
    (files.of(analysis.root) !== null && isTested()) ||
    [...analysis.texts].some((id) => disk.failures.has(id)) ||
    isBesideCalls()(analysis);
  return (separate) => {
    if (!disk.isCrowded() || mustBeKept(separate)) return null;
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
