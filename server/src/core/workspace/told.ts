import type { TakenStep } from "../access/decision.ts";
import type { Fix } from "../fixes/fix.ts";
import { writingOf } from "../fixes/offered-fixes.ts";
import type { UnreadReport } from "../report/unread.ts";
import type { VaultReport } from "../report/vaults.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";

/** All that a check says of a root that is not linked with others: plain data. */
export interface Told {
  readonly findings: readonly ToldFinding[];
  readonly vaults: readonly VaultReport[];
  readonly unread: readonly UnreadReport[];
}

/** A finding with its steps, and of its fixes what is said of them. */
interface ToldFinding extends Omit<ReportedFinding, "fixes" | "steps"> {
  readonly fixes: readonly Omit<Fix, "target" | "edits" | "beside">[];
  readonly steps: readonly TakenStep[];
}

export function toldFinding(finding: ReportedFinding): ToldFinding {
  return {
    ...finding,
    fixes: finding.fixes().map((fix) => {
      const { target: _, edits: __, beside: ___, ...said } = fix;
      return { ...said, writing: writingOf(fix) };
    }),
    steps: finding.steps().map(({ gate: { name, facts, span }, outcome }) => ({
      gate: { name, facts, span },
      outcome,
    })),
  };
}

/** The finding again, with fixes that change nothing. */
export function findingTold(told: ToldFinding): ReportedFinding {
  return {
    ...told,
    fixes: () => told.fixes.map((said) => ({ ...said, target: null, edits: [] })),
    steps: () => told.steps,
  };
}
