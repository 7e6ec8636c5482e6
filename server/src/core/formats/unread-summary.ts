import type { Words } from "../words/words.ts";
import type { UnreadEntry } from "./report.ts";

/** "41 modules and 3 states were not read (38 not downloaded, 3 not found, 3 kept elsewhere); 20 of them probably contain key vaults." */
export function sumUpUnread(unread: readonly UnreadEntry[], words: Words): string {
  return words.unread.sum({
    kinds: countBy(unread, ({ kind }) => kind),
    reasons: countBy(unread, ({ reason }) => reason),
    likely: unread.filter(({ vault }) => vault === "likely").length,
  });
}

function countBy<Word>(
  entries: readonly UnreadEntry[],
  wordOf: (entry: UnreadEntry) => Word,
): readonly (readonly [word: Word, count: number])[] {
  const counts = new Map<Word, number>();
  for (const entry of entries) counts.set(wordOf(entry), (counts.get(wordOf(entry)) ?? 0) + 1);
  return [...counts];
}
