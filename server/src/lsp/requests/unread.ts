import { type Analysis, reportUnread } from "../../core/index.ts";
import type { UnreadResult } from "../../protocol/vaults.ts";
import { type Context, placeOf } from "../context.ts";

/** What some templates refer to but was not read, each place once, with parts that are likely about vaults first. */
export function unreadOf(context: Context, analyses: readonly Analysis[]): readonly UnreadResult[] {
  const found = new Map<string, UnreadResult>();
  for (const report of analyses.flatMap(({ worlds }) => reportUnread(worlds))) {
    const { kind, symbol, source, why, span, isLikelyAboutVaults } = report;
    const place = placeOf(context, span);
    const key = `${span.document} ${span.start} ${source}`;
    const vault = isLikelyAboutVaults ? "likely" : "possible";
    if (place) found.set(key, { kind, symbol, source, why, vault, ...place });
  }
  const all = [...found.values()];
  return [...all.filter(({ vault }) => vault === "likely"), ...all.filter(({ vault }) => vault !== "likely")];
}
