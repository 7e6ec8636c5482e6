import {
  type Analysis,
  simulate as ask,
  askAboutMost,
  changeEntries,
  type ChangeEntry,
  drift as compareWith,
  driftEntries,
  type DriftEntry,
  environmentEntries,
  type FactEdge,
  vaults as findVaults,
  type FoundVerdict,
  mayDiffer,
  type Report,
  reportVaults,
  settingsIn,
  undecidedEntries,
  unreadOutside,
  vaultEntries,
  vaultsMeant,
  verdictEntries,
  wordsForFacts,
} from "../core/index.ts";
import { applyBaseline } from "./baseline.ts";
import { checkRoots, findingsAt } from "./check.ts";
import { workspaceOf } from "./callers.ts";
import { diff } from "./diff.ts";
import { explain } from "./explain.ts";
import { type Complaint, type Problem, problemOf } from "./complaint.ts";
import type { Ground } from "./command-input.ts";
import { runReplay } from "./replay.ts";
import { runTests, testEntry, type TestRun } from "./test.ts";
import { readState } from "./state.ts";

/** The result of a command: its own lists in the report, and additional messages. */
export interface CommandResult {
  readonly report: Partial<Report>;
  /** One line each; any of them is exit status 2. */
  readonly complaints?: readonly Complaint[];
  /** Inputs that could not be read: exit status 2. */
  readonly failures?: readonly Problem[];
  /** How many findings a baseline holds already. */
  readonly known?: number;
  /** What no access test mentions. */
  readonly untested?: TestRun["untested"];
  /** Some answer is unknown. */
  readonly undecided?: boolean;
}

/**
 * Runs the command of the options on the roots found. A root that triggers a bug does not affect the results of
 * others.
 */
export function runCommand(ground: Ground): CommandResult {
  const roots = rootsIn(ground);
  const ask = (some: readonly string[]): CommandResult => answerAbout(someOf(ground, roots, some));
  // What is compared is evaluated first.
  const isJudged = !["diff", "replay"].includes(ground.options.command);
  const { answer, failures } = isJudged ? ground.deadline.ask(roots, ask) : askAboutMost(roots, ask);
  const broken = failures.map(({ about, failed }) => problemOf(about, { kind: "failed", why: failed.fact }));
  const result = { ...answer, failures: [...(answer.failures ?? []), ...broken] };
  return ground.options.command === "check" ? withBaseline(result, ground) : withExpectation(result, ground);
}

function rootsIn({ analyses, compiled }: Ground): readonly string[] {
  return [...new Set([...analyses.map(({ root }) => root), ...compiled.map(({ file }) => file)])];
}

function someOf(ground: Ground, all: readonly string[], some: readonly string[]): Ground {
  const among = new Set(some);
  return {
    ...ground,
    analyses: ground.analyses.filter(({ root }) => among.has(root)),
    compiled: ground.compiled.filter(({ file }) => among.has(file)),
    isWhole: ground.isWhole && some.length === all.length,
  };
}

/** A baseline is read or written once, when all findings are known. */
function withBaseline(result: CommandResult, ground: Ground): CommandResult {
  const isWhole = ground.isWhole && result.failures?.length === 0;
  const { findings, known, complaints } = applyBaseline(result.report.findings ?? [], { ...ground, isWhole });
  return { ...result, report: { ...result.report, findings }, known, complaints };
}

/** Without verdicts, every expectation would be met although nothing was checked. */
function withExpectation(result: CommandResult, { options }: Ground): CommandResult {
  const { report, complaints = [], failures = [] } = result;
  const isUnchecked = options.expect !== null && report.verdicts?.length === 0;
  if (!isUnchecked || complaints.length + failures.length > 0) return result;
  return { ...result, complaints: [{ kind: "expect-not-checked" }] };
}

function answerAbout(ground: Ground): CommandResult {
  switch (ground.options.command) {
    case "check":
      return runCheck(ground);
    case "vaults":
      return runVaults(ground);
    case "simulate":
      return runSimulate(ground);
    case "test":
      return runTest(ground);
    case "explain-403":
      return runExplain(ground);
    case "diff":
      return runDiff(ground);
    case "replay":
      return runReplay(ground);
    case "rules":
      return { report: {} };
  }
}

function runVaults(ground: Ground): CommandResult {
  const found = vaultsIn(ground);
  if (ground.options.environment !== "*") return found;
  return { ...found, report: { ...found.report, environments: environmentEntries(found.report.vaults) } };
}

function runCheck(ground: Ground): CommandResult {
  const { analyses } = ground;
  const { report, undecided } = vaultsIn(ground);
  const findings = checkRoots(ground);
  const unread = unreadOutside(ground.outside().unread, ground);
  const accessFiles = analyses.flatMap(({ root }) => ground.files.of(root) ?? []);
  const settings = settingsIn(accessFiles, analyses, ground.places);
  return { report: { ...report, findings, unread, ...settings }, undecided };
}

/** The vaults, and of which of them it is not decided how open they are. */
function vaultsIn(ground: Ground): {
  readonly undecided: boolean;
  readonly report: Pick<Report, "vaults" | "undecided">;
} {
  const { analyses, plans } = ground;
  const edge = edgeOf(ground);
  const { command, format } = ground.options;
  // Of a check, only JSON lists what calls vaults.
  const callersIn = command !== "check" || format === "json" ? workspaceOf(ground) : undefined;
  const found = findVaults({ analyses, plans, callersIn, words: edge.facts });
  const vaults = vaultEntries(found, edge);
  return {
    report: { vaults, undecided: undecidedEntries(vaults) },
    undecided: vaults.some(({ exposure }) => exposure === "depends"),
  };
}

function runSimulate(ground: Ground): CommandResult {
  const { verdicts, complaints } = simulate(ground);
  const entries = verdictEntries(verdicts, edgeOf(ground));
  const undecided = entries.some(({ verdict }) => verdict === "depends");
  return { report: { verdicts: entries }, complaints, undecided };
}

function edgeOf({ options, places, words }: Ground): FactEdge {
  return { places, words, facts: wordsForFacts(options.format, words) };
}

function runTest(ground: Ground): CommandResult {
  const run = runTests(ground);
  const tests = run.judged.flatMap(({ file, results }) =>
    results.map((result) => testEntry(file, result, ground)),
  );
  const findings = run.judged.flatMap((each) => each.findings);
  return {
    report: { tests, findings: findingsAt(findings, ground) },
    complaints: run.judged.length === 0 && ground.isWhole ? [{ kind: "no-access-file" }] : [],
    untested: run.untested,
    undecided: tests.some(({ outcome }) => outcome === "skipped"),
  };
}

function runExplain(ground: Ground): CommandResult {
  const run = explain(ground);
  if ("complaint" in run) return { report: {}, complaints: [run.complaint] };
  return { report: { explanation: run.explanation } };
}

function runDiff(ground: Ground): CommandResult {
  const { against, base } = ground.options;
  if (against === null) {
    const { complaints, failures, unread = [], proof: known = null, ...compared } = diff(ground, base ?? "");
    const more = failures.length + unread.length;
    // What could not be read of the other side is missing, too.
    const proof = known && more > 0 ? { ...known, complete: false, unread: known.unread + more } : known;
    const found = { ...compared, proof };
    const undecided =
      found.proof?.complete === false || found.changes.some(({ after }) => after === "depends");
    return { report: { ...found, unread }, complaints, failures, undecided };
  }
  const { changes, drift, complaints, failures } = diffAgainst(ground, against);
  const report = { changes, drift };
  return { report, complaints, failures, undecided: mayDiffer(report) };
}

interface Simulation {
  readonly verdicts: readonly FoundVerdict[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly Complaint[];
}

/** The verdicts for every source and every requested vault; none if a source or vault is not known. */
function simulate(ground: Ground): Simulation {
  const { options, analyses } = ground;
  const workspace = workspaceOf(ground, { asked: options.from });
  const to = ({ worlds }: Analysis): ReadonlySet<string> =>
    new Set(vaultsMeant(options.to, worlds).map(({ key }) => key));
  const answers = ask(workspace, { from: options.from, to });
  const problems = answers.flatMap(({ problem }) => problem ?? []);
  const complaints = [
    ...problems.filter(({ kind }) => kind !== "uses-no-vault"),
    ...vaultComplaints(options.to, analyses),
  ];
  if (complaints.length > 0) return { verdicts: [], complaints };
  return { verdicts: answers.flatMap(({ verdicts }) => verdicts), complaints: problems };
}

function vaultComplaints(to: readonly string[], analyses: readonly Analysis[]): readonly Complaint[] {
  const vaults = analyses.flatMap(({ worlds }) => reportVaults(worlds));
  return to.flatMap((pattern) => {
    const found = analyses.some(({ worlds }) => vaultsMeant([pattern], worlds).length > 0);
    const names = [...new Set(vaults.map(({ name, symbol }) => (typeof name === "string" ? name : symbol)))];
    return found ? [] : [{ kind: "no-vault", name: pattern, names } as const];
  });
}

/** What differs from a state, or why that is not known: exit status 2. */
interface AgainstRun {
  readonly changes: readonly ChangeEntry[];
  readonly drift: readonly DriftEntry[];
  readonly complaints: readonly Complaint[];
  readonly failures: readonly Problem[];
}

const nothing: AgainstRun = { changes: [], drift: [], complaints: [], failures: [] };

/** Compares the templates with the state in a file. */
function diffAgainst(ground: Ground, path: string): AgainstRun {
  const { options, disk, deadline, places, words } = ground;
  const { from, format } = options;
  const reading = readState(path, disk);
  if ("complaint" in reading) return { ...nothing, complaints: [reading.complaint] };
  const { state } = reading;
  const workspace = workspaceOf(ground, { asked: from });
  const { answer, failures: late } = deadline.ask([state.root], () => {
    const { changes, drift, problems, isWhole } = compareWith(state, workspace, {
      from,
      isNamedOnly: from.length > 0,
    });
    const failures = isWhole ? [] : [problemOf(state.root, { kind: "incomplete-state" })];
    if (problems.length > 0) return { ...nothing, complaints: problems };
    const facts = wordsForFacts(format, words);
    return {
      changes: changeEntries(changes, places, places, facts),
      drift: driftEntries(drift, { places, words }),
      ...{ complaints: [], failures },
    };
  });
  const broken = late.map(({ about, failed }) => problemOf(about, { kind: "failed", why: failed.fact }));
  return { ...answer, failures: [...broken, ...answer.failures] };
}
