import { currentVersion } from "../../fixes/api-version.ts";
import { oldTools, type ToolUse } from "../../services/old-tools.ts";
import type { Span } from "../../text/document.ts";
import type { Ending, EntryFact } from "../facts/path-facts.ts";
import type { Severity } from "../rule.ts";

/**
 * From this day on, Azure serves no control plane API before the current version:
 * https://learn.microsoft.com/azure/key-vault/general/access-control-default (read 2026-12-02).
 */
const retirementDay = "2027-02-27";

/** The only preview that is not withdrawn: https://learn.microsoft.com/azure/key-vault/general/whats-new (March 2026, read 2026-12-02). */
export const keptPreview = "2026-04-01-preview";

/** How a version of the control plane API ends; null if nothing says that it does. Versions are dates; other texts are ignored. */
export function endingOf(version: string, today: string | null): Ending | null {
  const [, date, preview] = /^(\d{4}-\d\d-\d\d)(-\w*preview)?/i.exec(version) ?? [];
  if (date === undefined) return null;
  if (date < currentVersion) return endingOn(today);
  return preview !== undefined && date < keptPreview.slice(0, date.length) ? "on-notice" : null;
}

/** Whether the day is over; it is ahead where no day is given. */
export function endingOn(today: string | null): Ending {
  return today !== null && today >= retirementDay ? "over" : "ahead";
}

/** The severity of something that ends in this way. */
export function severityOfEnding(ending: Ending): Severity {
  return ending === "over" ? "error" : "info";
}

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
