import { oldTools, type ToolUse } from "../../services/old-tools.ts";
import type { Span } from "../../text/span.ts";
import type { EntryFact } from "../facts/entry-facts.ts";
import { endingOf, endingOn } from "./retirement.ts";

/** Something that manages vaults through an API that ends, where that is decided and where it is done. */
export interface RetiringTool {
  readonly fact: Extract<EntryFact, { readonly kind: "KV214" }>;
  readonly place: Span;
  readonly managing: readonly Span[];
}

/** What the steps of a job manage vaults with, as far as its API ends. */
export function retiringTools(
  steps: readonly (readonly ToolUse[])[],
  today: string | null,
): readonly RetiringTool[] {
  const ending = endingOn(today);
  const tools = oldTools(steps).map(({ tool, version, first, span, managing }): RetiringTool => ({
    fact: { kind: "KV214", tool, version, first, ending },
    place: span,
    managing,
  }));
  const requests = steps.flat().flatMap((use): readonly RetiringTool[] => {
    const own = use.kind === "request" ? endingOf(use.version, today) : null;
    if (use.kind !== "request" || own === null) return [];
    const fact = { kind: "KV214", tool: null, version: use.version, ending: own } as const;
    return [{ fact, place: use.span, managing: [] }];
  });
  return [...tools, ...requests];
}
