import { listAnd } from "../text/list.ts";
import type { UnreadEntry } from "./report.ts";

/** "41 modules and 3 states were not read (38 not downloaded, 3 not found, 3 kept elsewhere), 20 of them likely about key vaults." */
export function sumUpUnread(unread: readonly UnreadEntry[]): string {
  const kinds = countBy(unread, ({ kind }) => kind).map(([kind, count]) => plural(count, kind));
  const reasons = countBy(unread, ({ reason }) => reason).map(([reason, count]) => `${count} ${reason}`);
  const [only, ...others] = reasons;
  const why = others.length === 0 ? (only ?? "").replace(/^\d+ /, "") : reasons.join(", ");
  const likely = unread.filter(({ vault }) => vault === "likely").length;
  const about =
    likely === 0 ? "" : `, ${likely === unread.length ? "" : `${likely} of them `}likely about key vaults`;
  return `${listAnd(kinds)} ${unread.length === 1 ? "was" : "were"} not read (${why})${about}.`;
}

function countBy(
  entries: readonly UnreadEntry[],
  wordOf: (entry: UnreadEntry) => string,
): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(wordOf(entry), (counts.get(wordOf(entry)) ?? 0) + 1);
  return [...counts];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
