import type { GateFact } from "../access/gate-fact.ts";
import { factsIn } from "./facts-in.ts";

/** What the name of a vault resolves to, by the facts of that gate; null if that is not certain. */
export function resolvesTo(facts: readonly GateFact[]): "public" | "private" | null {
  const said = factsIn(facts);
  if (said.length === 0) return null;
  if (said.every(({ kind }) => kind === "name-public")) return "public";
  return said.every((fact) => fact.kind === "name-private" && !fact.isAssumed) ? "private" : null;
}
