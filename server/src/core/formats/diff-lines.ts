import type { Words } from "../words/words.ts";
import { asDeployed, sayMissing } from "./words.ts";
import type { ChangeEntry, DriftEntry, VerdictWord } from "./report.ts";
import { differingVault } from "./vault-labels.ts";

/** "internet → kv in prod: Allowed → Denied" */
export function changeLine(change: ChangeEntry, words: Words): string {
  const { from, before, after } = change;
  const say = (word: VerdictWord | null): string =>
    word === null ? sayMissing(change, words) : words.document.verdicts[word];
  return `${from} → ${differingVaultIn(change)}: ${say(before)} → ${say(after)}${asDeployed(change, words)}`;
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
