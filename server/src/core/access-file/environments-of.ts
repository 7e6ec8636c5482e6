import type { AccessTest } from "./access-file.ts";
import type { JudgedEnvironment } from "./judge.ts";

/** The environments that a test is about. */
export function environmentsOf(
  { environments: named }: AccessTest,
  environments: readonly JudgedEnvironment[],
): readonly JudgedEnvironment[] {
  if (named.length === 0) return environments;
  return environments.filter(({ name }) => named.some(({ value }) => value === name));
}
