import type { Deadline } from "./deadline.ts";
import type { TextReading } from "./disk.ts";
import type { FileSystem } from "./file-system.ts";
import type { LogReading } from "./read-logs.ts";

/** The world around one run of the program. */
export interface Host {
  /** Writes to the standard output. */
  readonly out: (text: string) => void;
  /** Writes to the standard error. */
  readonly error: (text: string) => void;
  readonly color: boolean;
  /** Whether people read the standard output as it is written. */
  readonly isTerminal?: boolean;
  /** Where files come from; from this machine where it is left out. */
  readonly files?: FileSystem;
  /** The files that may be read, on disk and in revisions; all of them where it is left out. */
  readonly within?: (files: FileSystem) => FileSystem;
  /** How long a root may take; that of every run where it is left out. */
  readonly deadline?: Deadline;
  /** The logs that are named, which are read before the program runs. */
  readonly logs?: () => LogReading;
  /** The standard input, which is read before the program runs where it is asked for. */
  readonly input: () => TextReading;
}
