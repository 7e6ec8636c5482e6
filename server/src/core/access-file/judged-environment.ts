import type { World } from "../access/worlds.ts";
import type { DocumentId } from "../text/span.ts";
import type { AccessTest } from "./access-file.ts";
import type { SourceOptions } from "./resolve-source.ts";

/** What is known of the templates that an access file speaks of, in one environment. */
export interface JudgedEnvironment {
  /** Null where nothing replaces defaults. */
  readonly name: string | null;
  readonly roots: readonly JudgedRoot[];
}

export interface JudgedRoot {
  readonly root: DocumentId;
  readonly worlds: readonly World[];
}

export interface JudgeOptions extends SourceOptions {
  /** The id of a path as written in the access file. */
  readonly resolve: (from: DocumentId, path: string) => DocumentId;
}

/** The environments that a test is about. */
export function environmentsOf(
  { environments: named }: AccessTest,
  environments: readonly JudgedEnvironment[],
): readonly JudgedEnvironment[] {
  if (named.length === 0) return environments;
  return environments.filter(({ name }) => named.some(({ value }) => value === name));
}
