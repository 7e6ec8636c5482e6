import type { AccessFile, AccessTest } from "../access-file/access-file.ts";
import type { NewTest } from "../access-file/add-test.ts";
import { namedBy } from "../access/vault-label.ts";
import { addTo, grouped } from "../logic/grouped.ts";
import type { VaultReport } from "../report/vaults.ts";
import type { DocumentId } from "../text/document.ts";
import { foldName, isSameName } from "../text/fold.ts";
import { matchesStars } from "../text/stars.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { chainOf } from "../workspace/check.ts";
import { asksForJob } from "../workspace/outside/pipeline-sources.ts";
import type { RootPlan } from "../workspace/plan.ts";
import type { WorkspaceWithJobs } from "./callers.ts";
import { simulate } from "./simulate.ts";
import { type FoundVault, vaults } from "./vaults.ts";

/** The callers of a vault that one test is about. */
export interface TestedGroup {
  readonly of: "consumers" | "jobs" | "sources";
  readonly vault: string;
  readonly expect: "allow" | "deny";
}

/** Which tests are written. */
export interface ProtectQuestion {
  /** The roots to which the access file applies. */
  readonly among: readonly Analysis[];
  readonly plans: readonly RootPlan[];
  /** Only tests about this vault. */
  readonly key?: string;
  /** Null if it does not exist yet. */
  readonly file: AccessFile | null;
  /** How the file names another one. */
  readonly print: (id: DocumentId) => string;
  /** The name of a test. */
  readonly nameOf: (group: TestedGroup, environments: readonly string[]) => string;
}

/** Access tests that keep what every consumer, job and named source is answered today; none of what tests of the file mention. */
export function protectingTests(workspace: WorkspaceWithJobs, question: ProtectQuestion): readonly NewTest[] {
  const { among, plans, file, nameOf } = question;
  const found = vaults({ analyses: among, plans, callersIn: { ...workspace, analyses: among } });
  const declared = found.filter(
    ({ existing, state, exists }) => !existing && state === null && exists !== "no",
  );
  const sources = file?.sources ?? new Map<string, unknown>();
  const from = [...new Set([...found.flatMap(callersOf), ...sources.keys()])];
  const answers = simulate(workspace, { from, to: () => null, among });
  const tests = chainOf(file).flatMap((each) => each.tests);
  const answerOf = (caller: string, { root, environment, key }: FoundVault): TestedGroup["expect"] | null => {
    const own = (answers.find((each) => each.from === caller)?.verdicts ?? []).filter(
      ({ analysis, verdict }) =>
        analysis.root === root && analysis.environment === environment && verdict.vaultKey === key,
    );
    const [word, ...others] = new Set(own.map(({ verdict }) => verdict.verdict));
    if (others.length > 0) return null;
    return word === "allowed" ? "allow" : word === "denied" ? "deny" : null;
  };
  const meant = declared.filter(({ key }) => (question.key ?? key) === key);
  return [...grouped(meant, ({ root, key }) => [JSON.stringify([root, key])]).values()].flatMap((inEach) => {
    const to = targetOf(inEach, declared, question.print);
    const groups = new Map<string, string[]>();
    for (const caller of from) {
      const asked = sources.has(caller) ? inEach : inEach.filter((each) => callersOf(each).includes(caller));
      const of = sources.has(caller) ? "sources" : asksForJob(caller) ? "jobs" : "consumers";
      const byAnswer = grouped(asked, (each) => [answerOf(caller, each)]);
      for (const [expect, some] of byAnswer) {
        const environments =
          some.length === inEach.length ? [] : some.flatMap((each) => each.environment ?? []);
        const isTested = tests.some((test) => covers(test, caller, { to, environments }));
        if (expect !== null && !isTested) addTo(groups, JSON.stringify([of, expect, environments]), caller);
      }
    }
    return [...groups].map(([key, callers]): NewTest => {
      const [of, expect, environments] = JSON.parse(key) as [
        TestedGroup["of"],
        TestedGroup["expect"],
        string[],
      ];
      const name = nameOf({ of, expect, vault: to.split("#").at(-1) ?? to }, environments);
      return { name, from: callers.length === 1 ? callers.join("") : callers, to, expect, environments };
    });
  });
}

/** Those that certainly call a vault. */
function callersOf({ callers }: FoundVault): readonly string[] {
  return callers.filter(({ uses }) => uses === "yes").map(({ from }) => from);
}

function covers(
  { wanted, to, environments }: AccessTest,
  caller: string,
  test: Pick<NewTest, "to" | "environments">,
): boolean {
  return (
    wanted.kind === "access" &&
    wanted.from.some(({ value }) => isSameName(value, caller)) &&
    to.some(({ value }) => matchesStars(foldName(test.to), foldName(value))) &&
    (environments.length === 0 ||
      (test.environments.length > 0 &&
        test.environments.every((each) => environments.some(({ value }) => value === each))))
  );
}

/**
 * How a test names a vault: by its name if that is known and the same in all environments, because names are more stable than
 * symbols; else by its symbol. In ARM JSON, where the symbol is an expression, by the parameter or variable that it is,
 * or by its template if that declares no other vault. A symbol that other templates have as well follows the template.
 */
export function targetOf(
  inEach: readonly [FoundTarget, ...FoundTarget[]],
  all: readonly FoundTarget[],
  print: ProtectQuestion["print"],
): string {
  const [{ name, symbol, label, root }] = inEach;
  if (typeof name === "string" && inEach.every((each) => each.name === name)) return name;
  const parameter = namedBy(symbol) ?? symbol;
  const isOnly = all.every(
    (each) => each.label.document !== label.document || each.label.start === label.start,
  );
  if (parameter.startsWith("[") && isOnly) return `${print(label.document)}#*`;
  const isShared = all.some((each) => each.root !== root && each.symbol === symbol);
  return isShared ? `${print(root).replace(/\/$/, "")}#${parameter}` : parameter;
}

type FoundTarget = Pick<VaultReport, "name" | "symbol" | "label"> & { readonly root: DocumentId };
