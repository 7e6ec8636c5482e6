import type { GateName } from "../access/codes.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { FailureShape, HintFact, RemedyFact } from "../access/refusal.ts";
import type { Fix } from "../fixes/fix.ts";
import type { Span } from "../text/document.ts";

/** What a log says of a failed call that gates can explain. */
export interface Symptom {
  readonly shape: FailureShape;
  /** Whether the name resolved to the address of a private endpoint; null if the log does not show it. */
  readonly resolved: "private" | "public" | null;
  /** What should have issued a token: Microsoft Entra ID, or an endpoint of the caller's own machine; null for other failures. */
  readonly issuer: "entra" | "machine" | null;
}

/** A gate on the way of one caller at which a connection may have ended as a log says. */
export interface GateMet {
  readonly gate: GateName;
  /** "deny" if the templates say that it ends there, "maybe" if they leave it open. */
  readonly outcome: "deny" | "maybe";
  readonly facts: readonly GateFact[];
  /** What the facts do not say by themselves. */
  readonly hint: HintFact | null;
  /** What decides. */
  readonly span: Span | null;
  readonly remedy: RemedyFact | null;
  /** The change that opens it, where it is not one that lets the caller in at the vault. */
  readonly fix?: Fix | null;
}

/** The facts themselves, under whichever assumption they hold. */
export function factsIn(facts: readonly GateFact[]): readonly Exclude<GateFact, { readonly kind: "when" }>[] {
  return facts.flatMap((fact) => (fact.kind === "when" ? factsIn(fact.facts) : [fact]));
}

/** What the name of a vault resolves to, by the facts of that gate; null if that is not certain. */
export function resolvesTo(facts: readonly GateFact[]): "public" | "private" | null {
  const said = factsIn(facts);
  if (said.length === 0) return null;
  if (said.every(({ kind }) => kind === "name-public")) return "public";
  return said.every((fact) => fact.kind === "name-private" && !fact.isAssumed) ? "private" : null;
}
