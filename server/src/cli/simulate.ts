import {
  type Analysis,
  type FoundVerdict,
  reportVaults,
  simulate as ask,
  vaultsMeant,
} from "../core/index.ts";
import { workspaceOf } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";

export interface Simulation {
  readonly verdicts: readonly FoundVerdict[];
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly Complaint[];
}

/** The verdicts for every source and every requested vault; none if a source or vault is not known. */
export function simulate(ground: Ground): Simulation {
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
