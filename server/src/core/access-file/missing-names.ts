import { candidatesOf, knowsSource } from "../access/source.ts";
import type { AccessFile, AccessTest } from "./access-file.ts";
import { vaultsNamed } from "./cells.ts";
import type { JudgedEnvironment, JudgeOptions } from "./judged-environment.ts";
import { environmentsOf } from "./judged-environment.ts";
import { resolveSource } from "./resolve-source.ts";
import type { NamedSourceFault } from "./source-fault.ts";
import type { MissingNameFact } from "./test-fact.ts";
import type { TestResult } from "./test-result.ts";
import type { Placed } from "./tree.ts";

/** The result of a test that names an environment, a vault or a source that is not there; null when all of them are. */
export function missingNames(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  return (
    missingEnvironment(test, file, environments, options) ??
    missingVault(test, file, environmentsOf(test, environments), options) ??
    missingSource(test, file, environmentsOf(test, environments), options)
  );
}

function missingEnvironment(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  { known = [] }: JudgeOptions,
): TestResult | null {
  const names = [...known, ...environments.map(({ name }) => name)];
  const missing = test.environments.find(({ value }) => !names.includes(value));
  // Tests of an environment that was not selected are skipped, which is not an error.
  if (!missing || file.environments.has(missing.value)) return null;
  return nothingNamed(test, missing, { kind: "no-environment", name: missing.value });
}

function missingVault(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  if (environments.length === 0) return null;
  const missing = test.to.find((pattern) =>
    environments.every(({ roots }) => vaultsNamed(pattern.value, file, roots, options).length === 0),
  );
  return missing ? nothingNamed(test, missing, { kind: "no-vault", name: missing.value }) : null;
}

function missingSource(
  test: AccessTest,
  { sources }: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  if (test.wanted.kind !== "access") return null;
  for (const from of test.wanted.from) {
    const reading = resolveSource(from.value, sources, options);
    if ("fault" in reading) return nothingNamed(test, from, unusable(from.value, reading.fault, sources));
    const roots = environments.flatMap((each) => each.roots);
    if (roots.length === 0 || roots.some(({ worlds }) => knowsSource(reading.source, worlds))) continue;
    const others = [...new Set(roots.flatMap(({ worlds }) => candidatesOf(reading.source, worlds)))];
    const candidates = others.slice(0, 10);
    return nothingNamed(test, from, { kind: "source-not-declared", name: from.value, candidates });
  }
  return null;
}

/** A text without a scheme that is not an address is taken as a name. */
function unusable(name: string, fault: NamedSourceFault, sources: AccessFile["sources"]): MissingNameFact {
  if (sources.has(name)) return { kind: "source-unusable", name, fault };
  const isTyped = /^[\d.:/a-f-]+$/i.test(name) || /^[a-z]+:/.test(name);
  return isTyped ? { kind: "source-unusable", name: null, fault } : { kind: "no-source", name };
}

function nothingNamed(test: AccessTest, { span }: Placed, fact: MissingNameFact): TestResult {
  // Nothing is wrong with what the command line fills in.
  const isLater = fact.kind === "source-unusable" && fact.fault.kind === "variable-not-filled-in";
  return {
    test,
    environment: null,
    outcome: isLater ? "skipped" : "failed",
    rule: isLater ? null : "KV602",
    fact,
    vault: null,
    span,
    cells: [],
    deciding: [],
    steps: [],
  };
}
