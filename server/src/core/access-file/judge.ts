import type { AccessFile, AccessTest, Deciding, JudgedTest, TestResult, Wanted } from "./access-file.ts";
import { exposureAcross, judgeAcross, type VaultAcrossWorlds, vaultsAcross } from "../access/worlds.ts";
import {
  cellsOf,
  environmentNames,
  environmentsAmong,
  environmentsOf,
  type JudgedEnvironment,
  type JudgedRoot,
  type JudgeOptions,
  namesOf,
} from "./cells.ts";
import { judgeAccess, type Question } from "./judge-access.ts";
import { missingNames, notEvaluated, unused } from "./missing-names.ts";
import type { Step } from "../access/decision.ts";
import type { Exposure } from "../access/codes.ts";
import { labelOf, titleOf } from "../access/vault-label.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { DecidingFact, JudgedTestFact } from "./test-fact.ts";

/**
 * Judges the tests of an access file, each in every environment it is about, in the order of the file. A test that names what
 * is not there has one result, of KV602.
 */
export function judgeTests(
  file: AccessFile,
  roots: readonly JudgedRoot[],
  options: JudgeOptions,
): readonly TestResult[] {
  const environments = environmentsAmong(roots);
  const worlds = roots.flatMap((each) => each.worlds);
  return file.tests.flatMap((test) => {
    if (isLeftOut(test, options)) return [];
    const meant = environmentsOf(test, environments, options.known);
    const missing = missingNames(test, file, environments, options);
    if (missing) return [missing];
    const results = meant.flatMap((each) => {
      const own = { ...each, worlds: [each.roots.flatMap((root) => root.worlds), worlds] };
      const result = judgeTest(test, file, own, options);
      if (!result) return [];
      const written = each.roots.some(isAsDeployed) ? { ...own, ...asWritten(each) } : null;
      const isAssumed = written !== null && leans(result, judgeTest(test, file, written, options));
      return [isAssumed ? { ...result, isAssumed } : result];
    });
    const skipped = isChosen(options)
      ? []
      : meant
          .filter(({ others }) => cellsOf(test, file, others, options).length > 0)
          .flatMap(({ name, others }) => (name === null ? [] : [notEvaluated(test, name, others)]));
    if (skipped.length > 0) return [...results, ...skipped];
    return meant.some(({ roots }) => roots.length > 0) ? [...results, ...unused(test, results)] : results;
  });
}

function isAsDeployed({ worlds: [world] }: JudgedRoot): boolean {
  return world?.asWritten !== undefined;
}

/** The roots without values of a state. */
function asWritten({ name, roots }: JudgedEnvironment): JudgedEnvironment {
  return {
    name,
    roots: roots.map((each) => ({ ...each, worlds: each.worlds[0]?.asWritten ?? each.worlds })),
  };
}

function leans({ outcome, cells }: TestResult, written: TestResult | null): boolean {
  return JSON.stringify([outcome, cells]) !== JSON.stringify([written?.outcome, written?.cells]);
}

function isLeftOut({ environments }: AccessTest, options: JudgeOptions): boolean {
  return (
    environments.length > 0 &&
    isChosen(options) &&
    !environments.some(({ value }) => value === options.choice)
  );
}

/** Whether one of the environments was chosen, so that tests of others do not count. */
function isChosen({ choice = null, known = [] }: JudgeOptions): boolean {
  return choice !== null && environmentNames(known).includes(choice);
}

/** Null if an environment has none of the vaults that a test is about. */
function judgeTest(
  test: AccessTest,
  file: AccessFile,
  { name, roots, worlds }: JudgedEnvironment & { readonly worlds: Question["worlds"] },
  options: JudgeOptions,
): TestResult | null {
  const vaults = cellsOf(test, file, roots, options);
  if (vaults.length === 0) return null;
  const { wanted } = test;
  const judged =
    wanted.kind === "access"
      ? judgeAccess({ test, wanted, environment: name, vaults, worlds, sources: file.sources, options })
      : judgeExposure({ test, wanted, environment: name, vaults });
  if (!judged) return null;
  const unmet = roots.flatMap((each) =>
    vaultsAcross(each.worlds)
      .filter((across) => judged.unmet.includes(across))
      .map(({ key }) => ({ root: each.root, key })),
  );
  return { ...judged, unmet };
}

interface ExposureQuestion {
  readonly test: AccessTest;
  readonly wanted: Extract<Wanted, { readonly kind: "exposure" }>;
  readonly environment: string | null;
  readonly vaults: readonly VaultAcrossWorlds[];
}

interface Answer {
  readonly vault: VaultAcrossWorlds;
  readonly exposure: Exposure;
  readonly outcome: "kept" | "broken" | "open";
  readonly because: readonly Cause[];
}

/** Judges how open vaults may be. */
function judgeExposure(question: ExposureQuestion): JudgedTest {
  const { test, wanted, environment, vaults } = question;
  const answers = vaults.map((vault) => answerFor(vault, wanted));
  const broken = answers.filter(({ outcome }) => outcome === "broken");
  const open = answers.filter(({ outcome }) => outcome === "open");
  const [worst] = [...broken, ...open];
  const undecided = test.onUnknown === "skip" ? "skipped" : "failed";
  return {
    test,
    environment,
    outcome: broken.length > 0 ? "failed" : open.length > 0 ? undecided : "passed",
    rule: worst ? (worst.outcome === "broken" ? "KV604" : "KV603") : null,
    fact: worst ? factOf(question, worst, broken.length + open.length - 1) : null,
    vault: worst?.vault.vault.symbol ?? null,
    span: test.span,
    cells: answers.map(({ vault, exposure }) => ({
      from: null,
      vault: titleOf(labelOf(vault.vault)),
      wanted: { kind: "exposure", exposures: wanted.allowed },
      found: { kind: "exposure", exposures: [exposure] },
    })),
    unmet: [...broken, ...open].map(({ vault }) => vault),
    deciding: broken.map((each) => placeOf(each, question)),
    steps: worst ? stepsOf(worst) : [],
  };
}

function answerFor(vault: VaultAcrossWorlds, { allowed }: ExposureQuestion["wanted"]): Answer {
  const { exposure, cases, because } = exposureAcross(vault);
  const isAllowed = (word: string): boolean => allowed.some((each) => each === word);
  const inAllCases = cases.length > 0 && cases.every(({ answer }) => isAllowed(answer));
  const isOpen = exposure === "depends";
  const outcome = isAllowed(exposure) || inAllCases ? "kept" : isOpen ? "open" : "broken";
  return { vault, exposure, outcome, because };
}

function factOf(
  { test, environment, wanted: { allowed } }: ExposureQuestion,
  { vault, exposure, outcome, because }: Answer,
  more: number,
): JudgedTestFact {
  const where = { test: test.name, environments: namesOf(environment), vault: labelOf(vault.vault), more };
  return outcome === "open"
    ? { kind: "exposure-test-undecided", ...where, on: { kind: "causes", causes: because } }
    : { kind: "exposure-test-fails", ...where, exposure, allowed };
}

/** What lets the internet in, where the vault is open to it; else the vault. */
function placeOf(answer: Answer, question: ExposureQuestion): Deciding {
  const { vault, exposure } = answer;
  const steps = stepsOf(answer);
  const step =
    exposure === "public" ? steps.find(({ outcome, gate }) => outcome === "allow" && gate.span) : null;
  const fact: DecidingFact = step
    ? { kind: "gate", facts: step.gate.facts }
    : { kind: "vault-exposure", exposure };
  return {
    span: step?.gate.span ?? vault.vault.label,
    test: factOf(question, answer, 0),
    fact,
    vault: vault.vault.symbol,
    label: labelOf(vault.vault),
    steps,
  };
}

/** How open a vault is follows from what it makes of the internet. */
function stepsOf({ vault }: Answer): readonly Step[] {
  return judgeAcross(vault, () => ({ kind: "internet" }))?.answer.steps ?? [];
}
