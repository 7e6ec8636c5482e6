import type { Analysis, Places, RootPlan, Words, WorkspacePlan } from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Deadline } from "./deadline.ts";
import type { Disk, TextReading } from "./disk.ts";
import type { FileSystem } from "./file-system.ts";
import type { OutsideFound } from "./outside.ts";
import type { Options } from "./options.ts";
import type { LogReading } from "./read-logs.ts";

/** What a command works with. */
export interface Ground {
  readonly options: Options;
  /** The templates and folders to judge. */
  readonly paths: readonly string[];
  readonly plans: readonly RootPlan[];
  /** One for each root and environment. */
  readonly analyses: readonly Analysis[];
  /** The same as they were evaluated: without what roots contribute to each other, or a state says. */
  readonly alone: readonly Analysis[];
  readonly compiled: WorkspacePlan["compiled"];
  /** The sources of compiled templates that were evaluated, without what other roots contribute. */
  readonly sources: readonly Analysis[];
  /** What pipelines and scripts do with vaults, read on demand. */
  readonly outside: () => OutsideFound;
  readonly files: PathAccessFiles;
  readonly disk: Disk;
  /** The files beside those of `disk` that may be read. */
  readonly within: (files: FileSystem) => FileSystem;
  readonly places: Places;
  /** Sentences in the language that was asked for. */
  readonly words: Words;
  /** As access files write it. */
  readonly today: string;
  /** What nothing may be written over. */
  readonly inputs: ReadonlySet<string>;
  /** All that could change the answer was read. */
  readonly isWhole: boolean;
  /** The standard input. */
  readonly input: () => TextReading;
  readonly logs: () => LogReading;
  readonly deadline: Deadline;
}
