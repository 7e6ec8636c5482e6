import type { Step } from "../../access/decision.ts";
import { judgeAcross, vaultWithKey, type World, worldsWhenCreated } from "../../access/worlds.ts";
import type { Finding } from "../rule.ts";

/** How the finding's vault decides about the caller that the finding reports; empty if it reports none. */
export function stepsOf({ decided, vault, whenCreated }: Finding, worlds: readonly World[]): readonly Step[] {
  if (!decided || !vault) return [];
  const judged = whenCreated ? worldsWhenCreated(worlds) : worlds;
  const across = vaultWithKey(judged, vault.key);
  return (across && judgeAcross(across, () => decided)?.answer.steps) ?? [];
}
