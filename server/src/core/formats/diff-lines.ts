import type { Words } from "../words/words.ts";
import { sayChange } from "./words.ts";
import type { ChangeEntry, DriftEntry } from "./report.ts";
import { differingVault } from "./vault-labels.ts";

/** "internet → kv in prod: Allowed → Denied" */
export function changeLine(change: ChangeEntry, words: Words): string {
  const says = sayChange(change, words, (word) => words.document.verdicts[word]).join(" → ");
  return `${change.from} → ${differingVaultIn(change)}: ${says}`;
}

/** "Not compared: consumer:site, pipeline:ci.yml#deploy and 3 more."; nothing if no caller was left out. A report in JSON lists all. */
export function sayNotCompared(callers: readonly string[], { document }: Words): readonly string[] {
  if (callers.length === 0) return [];
  const more = callers.length - mostNames;
  const names = callers.slice(0, mostNames).join(", ");
  return [document.sentences.notCompared(more > 0 ? `${names} ${document.sentences.more(more)}` : names)];
}

const mostNames = 10;

/** "kv in prod: bypass: the state says None, the template AzureServices" */
export function driftLine(drift: DriftEntry): string {
  return `${differingVaultIn(drift)}: ${drift.message}`;
}

/** "kv (prod)" */
export function differingVaultIn(
  entry: Parameters<typeof differingVault>[0] & Pick<ChangeEntry, "environment">,
): string {
  const vault = differingVault(entry);
  return entry.environment === null ? vault : `${vault} (${entry.environment})`;
}
