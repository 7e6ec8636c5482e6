import { evaluateRoots, type OutsideReading, type PlannedRoot, type Remains } from "../core/index.ts";
import { Deadline } from "./deadline.ts";
import type { FilesRead } from "./disk.ts";
import { voiceIn } from "./language.ts";
import { openFiles } from "./open-files.ts";
import type { Options } from "./options.ts";
import { tellOf } from "./tell.ts";
import { notForeseen } from "./terraform.ts";

/** The roots of a check that another thread evaluates, and what it has to know for that: plain data. */
export interface Share {
  readonly options: Options;
  readonly plans: readonly PlannedRoot[];
  /** The roots whose states they may read. */
  readonly states: readonly PlannedRoot[];
  readonly jobs: OutsideReading["jobs"];
  readonly today: string;
  /** For how many seconds it may work on each of them. */
  readonly seconds: number;
}

/** What remains of the roots of a share, and what was read for them: plain data. */
export interface EvaluatedShare {
  /** For each environment of a root; null for what has to be evaluated where it is kept. */
  readonly roots: ReadonlyMap<string, readonly (Remains | null)[]>;
  readonly read: FilesRead;
}

/** Evaluates a share as the thread would that planned it. Access tests ask about none of its roots. */
export function evaluateShare(share: Share): EvaluatedShare {
  const { options, plans, states, jobs, today, seconds } = share;
  const deadline = new Deadline(seconds * 1000);
  const { files, disk } = openFiles(options, { grammar: () => notForeseen, deadline });
  const tell = tellOf({
    ...{ options, files, today, disk },
    isTested: () => false,
    outside: () => ({ jobs }),
    words: voiceIn(options.language).words,
  });
  const evaluated = evaluateRoots(plans, { files: disk, states }, { tell });
  return {
    roots: new Map(
      [...evaluated].map(([root, analyses]) => [
        root,
        analyses.map((each) => (each?.kind === "released" ? each.remains : null)),
      ]),
    ),
    read: disk.readSoFar(),
  };
}
