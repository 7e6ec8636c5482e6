import { knownText } from "../evaluate/values/value.ts";
import type { ReadLog } from "../replay/log-reader.ts";
import { type Replay, rowsOf } from "../replay/replay.ts";
import { compareText } from "../text/compare.ts";
import { byPlace, type FactEdge } from "./entries.ts";
import type { LogEntry, ReplayedEntry } from "./report.ts";

/** The callers of a log as the JSON report has them, by the places that decide, those with most requests first. */
export function replayedEntries({ vaults }: Replay, { places, facts }: FactEdge): readonly ReplayedEntry[] {
  const said = (time: number): string | null =>
    Number.isFinite(time) ? new Date(time).toISOString().replace(".000Z", "Z") : null;
  return vaults
    .flatMap((each) => {
      const { analysis, across } = each;
      const { root, environment } = analysis;
      const vault = { vault: across.vault.symbol, vaultName: knownText(across.vault.name) };
      return rowsOf(each).map(
        ({ from, span, first, last, ...row }): ReplayedEntry & { readonly character: number } => ({
          ...{ ...vault, environment, root: places.print(root) },
          from: from ?? facts.document.sentences.trustedServices,
          ...{ ...row, first: said(first), last: said(last), ...places.start(span) },
        }),
      );
    })
    .sort((a, b) => b.requests - a.requests || compareText(a.from, b.from))
    .sort(byPlace(({ root, environment, vault }) => `${root} ${environment ?? ""} ${vault}`))
    .map(({ character, ...entry }) => entry);
}

/** What else a log holds. */
export function logEntry({ counts }: ReadLog, { missing }: Replay): LogEntry {
  return { ...counts, notDeclared: missing };
}
