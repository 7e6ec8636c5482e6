import { ambiguityOf, candidatesOf, knowsSource, type Source } from "../access/source.ts";
import { namedBy, possibleNames } from "../access/vault-label.ts";
import { ownVaults } from "../access/worlds.ts";
import { once } from "../logic/memoize.ts";
import { services } from "../services/catalogue.ts";
import { type Correction, nearestSpelling } from "../text/nearest-spelling.ts";
import type { AccessFile, AccessTest, NamedSource, TestResult } from "./access-file.ts";
import {
  cellsOf,
  environmentNames,
  environmentsOf,
  type JudgedEnvironment,
  type JudgedRoot,
  type JudgeOptions,
  vaultsNamed,
} from "./cells.ts";
import type { AccessFileProblem, NamedSourceFault } from "./problem.ts";
import { resolveSource } from "./resolve-source.ts";
import type { MissingNameFact } from "./test-fact.ts";
import type { Placed } from "./tree.ts";

/** The result of a test that names an environment, a vault or a source that is not there or ambiguous; null when all of them are. */
export function missingNames(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  const meant = environmentsOf(test, environments, options.known).map(({ name, roots, others }) => ({
    name,
    roots: [...roots, ...others],
  }));
  const vault = missingVault(test, file, meant, options);
  return (
    missingEnvironment(test, file, environments, options) ??
    // Without templates, what is wrong with the file itself is more helpful.
    (meant.length > 0 ? vault : null) ??
    missingSource(test, file, meant, options) ??
    vault
  );
}

/**
 * The result of a test in an environment that its templates have, and are not evaluated in. Where another environment was asked for, the
 * test is left for later; with other values it fails, because nothing else may ever judge it.
 */
export function notEvaluated(test: AccessTest, name: string, roots: readonly JudgedRoot[]): TestResult {
  const place = test.environments.find(({ value }) => value === name) ?? test;
  const result = nothingNamed(test, place, { kind: "environment-not-evaluated", name }, null);
  return roots.every(({ environment }) => environment !== null)
    ? { ...result, outcome: "skipped", rule: null }
    : result;
}

function missingEnvironment(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  { known = [] }: JudgeOptions,
): TestResult | null {
  const names = [...environmentNames(known), ...environments.map(({ name }) => name)];
  const missing = test.environments.find(({ value }) => !names.includes(value));
  if (!missing) return null;
  if (file.environments.has(missing.value)) {
    const { value: name } = missing;
    const fact = { kind: "environment-without-values", name } as const;
    return haveParameters(environments) ? nothingNamed(test, missing, fact, null) : null;
  }
  const spellings = [...names.filter((name) => name !== null), ...file.environments.keys()];
  return unknownName(test, missing, "no-environment", correctionTo(missing, spellings));
}

/** Whether values may be different in an environment. Those of a state, or of a template without parameters, are the same in all of them. */
function haveParameters(environments: readonly JudgedEnvironment[]): boolean {
  const worlds = environments.flatMap(({ roots }) => roots.flatMap((each) => each.worlds));
  return worlds.some(({ network: { frames } }) => (frames[0]?.template.parameters.size ?? 0) > 0);
}

function missingVault(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  const missing = test.to.find((pattern) =>
    environments.every(({ roots }) => vaultsNamed(pattern.value, file, roots, options).length === 0),
  );
  return missing ? unknownName(test, missing, "no-vault", vaultIntended(missing, environments)) : null;
}

function missingSource(
  test: AccessTest,
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): TestResult | null {
  if (test.wanted.kind !== "access") return null;
  const { sources } = file;
  const roots = environments.flatMap((each) => each.roots);
  // Where a subnet is one in the templates of the vaults that the test is about, others may have several of its name. Of consumers of one
  // name, each is judged.
  const worlds = once(() =>
    cellsOf(test, file, roots, options).flatMap(({ views }) => views.map(({ world }) => world)),
  );
  for (const from of test.wanted.from) {
    const reading = resolveSource(from.value, sources, options);
    const named = sources.get(from.value.trim());
    if ("fault" in reading) return unusable(test, from, reading.fault, sources);
    const ambiguous = reading.source.kind === "subnet" ? ambiguityOf(reading.source, worlds()) : [];
    if (ambiguous.length > 0) {
      const fact = {
        kind: "source-ambiguous",
        name: from.value,
        candidates: ambiguous.slice(0, 10),
      } as const;
      return nothingNamed(test, from, fact, null);
    }
    if (roots.length === 0 || roots.some(({ worlds }) => knowsSource(reading.source, worlds))) continue;
    const others = [...new Set(roots.flatMap(({ worlds }) => candidatesOf(reading.source, worlds)))];
    const candidates = others.slice(0, 10);
    const correction = sourceIntended(from, named, reading.source, others);
    return nothingNamed(
      test,
      from,
      { kind: "source-not-declared", name: from.value, candidates },
      correction,
    );
  }
  return null;
}

/** The results for consumers of which no result says anything: they use none of the vaults. */
export function unused(test: AccessTest, results: readonly TestResult[]): readonly TestResult[] {
  if (test.wanted.kind !== "access") return [];
  const judged = new Set(results.flatMap(({ cells }) => cells.map(({ from }) => from)));
  return test.wanted.from
    .filter(({ value }) => !judged.has(value))
    .map((from) => nothingNamed(test, from, { kind: "uses-no-vault", name: from.value }, null));
}

/** A text without a scheme that is not an address is taken as a name. */
function unusable(
  test: AccessTest,
  from: Placed,
  fault: NamedSourceFault,
  sources: AccessFile["sources"],
): TestResult {
  const { value } = from;
  const named = sources.get(value.trim());
  const isTyped = /^[\d.:/a-f-]+$/i.test(value) || /^[a-z]+:/.test(value);
  if (!named && !isTyped)
    return unknownName(test, from, "no-source", correctionTo(from, [...sources.keys(), "internet"]));
  const fact = { kind: "source-unusable", name: named ? value : null, fault } as const;
  return nothingNamed(test, from, fact, faultCorrection(from, named, fault));
}

function unknownName(
  test: AccessTest,
  missing: Placed,
  kind: "no-environment" | "no-vault" | "no-source",
  correction: Correction | null,
): TestResult {
  const near = correction?.intended ?? null;
  return nothingNamed(test, missing, { kind, name: missing.value, near }, correction);
}

function nothingNamed(
  test: AccessTest,
  { span }: Pick<Placed, "span">,
  fact: MissingNameFact,
  correction: Correction | null,
): TestResult {
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
    ...(correction ? { correction } : {}),
    cells: [],
    unmet: null,
    deciding: [],
    steps: [],
  };
}

/** The name that was probably intended by a text, or by the last part of one; null if none is close enough. */
function correctionTo({ value, span }: Placed, names: readonly string[], written = value): Correction | null {
  const near = nearestSpelling(written, [...new Set(names)]);
  if (near === null || !value.endsWith(written)) return null;
  const intended = value.slice(0, value.length - written.length) + near;
  // What JSON escapes is written otherwise than it reads.
  const isPlain = [value, intended].every((text) => JSON.stringify(text) === `"${text}"`);
  return isPlain && intended !== value ? { span, written: value, intended } : null;
}

/** The vault that a pattern probably means, wherever it is declared. A pattern for several vaults has no spelling. */
function vaultIntended(pattern: Placed, environments: readonly JudgedEnvironment[]): Correction | null {
  const name = pattern.value.slice(pattern.value.indexOf("#") + 1);
  if (name.includes("*")) return null;
  const names = environments
    .flatMap(({ roots }) => roots)
    .flatMap(({ worlds }) => ownVaults(worlds))
    .filter(({ exists }) => exists !== "no")
    .flatMap(({ vault }) => [...possibleNames(vault), namedBy(vault.symbol) ?? vault.symbol]);
  return correctionTo(pattern, names, name);
}

/** The subnet or consumer that a source probably means, in its description if it has one. */
function sourceIntended(
  from: Placed,
  named: NamedSource | undefined,
  source: Source,
  candidates: readonly string[],
): Correction | null {
  if (source.kind === "caller") return null;
  const place = named && "name" in named.means ? named.means.name : from;
  return correctionTo(place, [...candidates, ...lastParts(candidates)], source.name);
}

/** What names one candidate only. */
function lastParts(candidates: readonly string[]): readonly string[] {
  const parts = candidates.map((each) => each.slice(each.lastIndexOf("/") + 1));
  return parts.filter((part) => parts.indexOf(part) === parts.lastIndexOf(part));
}

/** The service or service tag that a source probably means, in its description if it has one. */
function faultCorrection(
  from: Placed,
  named: NamedSource | undefined,
  fault: NamedSourceFault,
): Correction | null {
  const place = named && "name" in named.means ? named.means.name : from;
  switch (fault.kind) {
    case "no-such-service":
      return correctionTo(place, serviceNames(named !== undefined), fault.service);
    case "no-such-tag":
      return correctionTo(place, fault.near, fault.tag);
    default:
      return null;
  }
}

/** A description may name a service in words, other texts by its ID only. */
function serviceNames(isDescribed: boolean): readonly string[] {
  return services().flatMap(({ id, name }) => (isDescribed ? [id, name] : [id]));
}

/** What was probably intended instead of what is wrong with the file itself. */
export function problemCorrection({ span, fault }: AccessFileProblem): Correction | null {
  switch (fault.kind) {
    case "unknown-property":
      return fault.near === null ? null : { span, written: fault.property, intended: fault.near };
    case "unknown-parameter":
      return correctionTo({ span, value: fault.parameter }, fault.near === null ? [] : [fault.near]);
    case "unknown-rule":
      return fault.near === null ? null : { span, written: fault.rule, intended: fault.near };
    default:
      return null;
  }
}
