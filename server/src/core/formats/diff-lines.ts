import type { Words } from "../words/words.ts";
import type { ChangeEntry, DriftEntry, VerdictWord } from "./report.ts";

/** "internet → kv in prod: Allowed → Denied" */
export function changeLine(
  { from, vault, environment, before, after, notes }: ChangeEntry,
  { document, lens }: Words,
): string {
  const say = (word: VerdictWord | null): string =>
    word === null ? document.labels.noVault : document.verdicts[word];
  return `${from} → ${vaultIn(vault, environment)}: ${say(before)} → ${say(after)}${asDeployed(notes, lens)}`;
}

/** " (assumed as deployed)" */
export function asDeployed(notes: ChangeEntry["notes"], { asDeployed: words }: Words["lens"]): string {
  return notes.length > 0 ? ` (${words})` : "";
}

/** "kv in prod: bypass: the state says None, the template AzureServices" */
export function driftLine({ vault, environment, message }: DriftEntry): string {
  return `${vaultIn(vault, environment)}: ${message}`;
}

function vaultIn(vault: string, environment: string | null): string {
  return environment === null ? vault : `${vault} (${environment})`;
}
