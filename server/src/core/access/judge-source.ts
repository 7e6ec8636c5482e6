import { judgeDoubtful } from "./doubt.ts";
import { callersIn, type Source } from "./source.ts";
import type { Verdict } from "./verdict.ts";
import type { Merged, VaultAcrossWorlds } from "./worlds.ts";

/** The verdict on one of the callers of a source, over all worlds of a vault. */
export function judgeSource(across: VaultAcrossWorlds, source: Source, key: string): Merged<Verdict> | null {
  return judgeDoubtful(across, (network) => callersIn(source, network).get(key) ?? null, source.doubtOf);
}
