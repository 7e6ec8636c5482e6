import type { Words } from "../words/words.ts";
import type { ChangeEntry, DriftEntry, VerdictWord } from "./report.ts";
import { differingVault } from "./vault-labels.ts";

/** "internet → kv in prod: Allowed → Denied" */
export function changeLine(change: ChangeEntry, { document, lens }: Words): string {
  const { from, before, after, notes } = change;
  const say = (word: VerdictWord | null): string =>
    word === null ? document.labels.noVault : document.verdicts[word];
  return `${from} → ${differingVaultIn(change)}: ${say(before)} → ${say(after)}${asDeployed(notes, lens)}`;
}

/** " (assumed as deployed)" */
export function asDeployed(notes: ChangeEntry["notes"], { asDeployed: words }: Words["lens"]): string {
  return notes.length > 0 ? ` (${words})` : "";
}

/** "kv in prod: bypass: the state says None, the template AzureServices" */
export function driftLine(drift: DriftEntry): string {
  return `${differingVaultIn(drift)}: ${drift.message}`;
}

/** "kv (prod)" */
export function differingVaultIn(entry: ChangeEntry | DriftEntry): string {
  const vault = differingVault(entry);
  return entry.environment === null ? vault : `${vault} (${entry.environment})`;
}
