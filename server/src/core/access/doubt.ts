import type { Network } from "../network/network.ts";
import type { Caller } from "./caller.ts";
import type { JobDoubt } from "./gate-fact.ts";
import { leftOpen, type Verdict } from "./verdict.ts";
import { judgeAcross, type Merged, type VaultAcrossWorlds } from "./worlds.ts";

/** Why the verdict of a vault on a caller may be another one than its template says; null if it is not. */
export type DoubtOf = (asked: DoubtfulVerdict) => JobDoubt | null;

interface DoubtfulVerdict {
  readonly across: VaultAcrossWorlds;
  readonly callerIn: (network: Network) => Caller | null;
  readonly verdict: Verdict;
}

/** The verdict on a caller over all worlds of a vault, left open where there is a doubt. */
export function judgeDoubtful(
  across: VaultAcrossWorlds,
  callerIn: DoubtfulVerdict["callerIn"],
  doubtOf: DoubtOf | undefined,
): Merged<Verdict> | null {
  const merged = judgeAcross(across, callerIn);
  if (!merged || !doubtOf || merged.answer.verdict === "depends") return merged;
  const why = doubtOf({ across, callerIn, verdict: merged.answer });
  return why === null ? merged : { ...merged, answer: leftOpen(merged.answer, why) };
}
