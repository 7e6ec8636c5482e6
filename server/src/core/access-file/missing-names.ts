import { candidatesOf, knowsSource } from "../access/source.ts";
import type { AccessFile, AccessTest } from "./access-file.ts";
import { vaultsNamed } from "./cells.ts";
import type { JudgedEnvironment, JudgeOptions } from "./judged-environment.ts";
import { environmentsOf } from "./judged-environment.ts";
import { onlyOnCommandLine, resolveSource } from "./resolve-source.ts";
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
  // An environment of the file that was not asked for leaves its tests out, which is no mistake of theirs.
  if (!missing || file.environments.has(missing.value)) return null;
  return nothingNamed(test, missing, `No environment is named "${missing.value}".`);
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
  return missing ? nothingNamed(test, missing, `No vault matches "${missing.value}".`) : null;
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
    if ("error" in reading) {
      const isLater = reading.error.endsWith(onlyOnCommandLine);
      return nothingNamed(test, from, sayNoSource(from.value, reading.error, sources), isLater);
    }
    const roots = environments.flatMap((each) => each.roots);
    if (roots.length === 0 || roots.some(({ worlds }) => knowsSource(reading.source, worlds))) continue;
    const others = [...new Set(roots.flatMap(({ worlds }) => candidatesOf(reading.source, worlds)))];
    const there = others.length > 0 ? `; there is ${others.slice(0, 10).join(", ")}` : "";
    return nothingNamed(test, from, `"${from.value}" names nothing in these templates${there}.`);
  }
  return null;
}

/** What is typed without a scheme and is no address was meant as a name. */
function sayNoSource(text: string, error: string, sources: AccessFile["sources"]): string {
  if (sources.has(text)) return `"${text}" stands for nobody: ${error}.`;
  if (/^[\d.:/a-f-]+$/i.test(text) || /^[a-z]+:/.test(text)) return error.endsWith(".") ? error : `${error}.`;
  return `"${text}" is neither a source of this file nor an address.`;
}

function nothingNamed(test: AccessTest, { span }: Placed, message: string, isLater = false): TestResult {
  return {
    test,
    environment: null,
    outcome: isLater ? "skipped" : "failed",
    rule: isLater ? null : "KV602",
    message,
    vault: null,
    span,
    expected: "",
    actual: "",
    deciding: [],
    steps: [],
  };
}
