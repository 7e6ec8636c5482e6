import type { Vault } from "../network/network.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import type { Caller } from "./caller.ts";
import { judgeDoubtful } from "./doubt.ts";
import { callersIn, type Source } from "./source.ts";
import type { Verdict } from "./verdict.ts";
import type { Merged, VaultAcrossWorlds } from "./worlds.ts";

/** Whether a caller of a source is asked about a vault: a consumer only about those that it uses or may use. */
export function asksAbout(source: Source, caller: Caller, vault: Vault): boolean {
  const isFound = source.kind === "consumer" && source.found !== undefined;
  return caller.kind !== "consumer" || isFound || mayUse(caller.consumer, vault);
}

/** The verdict on one of the callers of a source, over all worlds of a vault. */
export function judgeSource(across: VaultAcrossWorlds, source: Source, key: string): Merged<Verdict> | null {
  return judgeDoubtful(across, (network) => callersIn(source, network).get(key) ?? null, source.doubtOf);
}
