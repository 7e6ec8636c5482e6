import type { AddressSets } from "../report/address-sets.ts";
import type { Words } from "../words/words.ts";
import { sayChange } from "./words.ts";
import { type ChangeEffect, hasEffect } from "./change-entry.ts";
import type { ChangeEntry, DriftEntry, Report } from "./report.ts";
import { differingVault } from "./vault-labels.ts";

/** "internet → kv in prod: Allowed → Denied" */
export function changeLine(change: ChangeEntry, words: Words): string {
  const says = sayChange(change, words, (word) => words.document.verdicts[word]).join(" → ");
  return `${change.from} → ${differingVaultIn(change)}: ${says}${sayAddresses(change, words)}`;
}

const signs = [
  ["+", "gained"],
  ["−", "lost"],
  ["?", "undecided"],
] as const;

/** "+64 addresses, −1 address since main"; empty if nothing becomes of any. */
export function saySince(sets: AddressSets, label: string | null, { document, lens }: Words): string {
  const said = signs.flatMap(([sign, which]) =>
    sets[which].isEmpty ? [] : [document.sentences.addresses(sign, sets[which].size)],
  );
  return said.length === 0 ? "" : lens.since(said.join(", "), label);
}

/** " (+64 addresses: 203.0.113.64/26)", where only some addresses of a caller are concerned, or of several. */
export function sayAddresses(change: ChangeEntry, { document: { sentences } }: Words): string {
  const parts = signs.flatMap(([sign, which]) => {
    const cidrs = change[which];
    const more = cidrs.length - mostCidrs;
    const listed = cidrs.slice(0, mostCidrs).join(", ") + (more > 0 ? ` ${sentences.more(more)}` : "");
    return cidrs.length === 0 ? [] : [`${sentences.addresses(sign, change.counts[which])}: ${listed}`];
  });
  const isWhole = ![change.before, change.after].some((each) => each === "partial" || each === "depends");
  return parts.length === 0 || isWhole ? "" : ` (${parts.join("; ")})`;
}

const mostCidrs = 4;

/** The changes that lists for people have: without what others say. */
export function shownChanges({ changes }: Pick<Report, "changes">): readonly ChangeEntry[] {
  return changes.filter(({ repeats }) => !repeats);
}

/** "3 callers gain access to kv: the internet, …; no caller loses access; proved for what the repository declares." Names are as printed. */
export function sayReview(
  report: Pick<Report, "changes" | "proof">,
  words: Words,
  strong: (text: string) => string = String,
  name: (text: string) => string = String,
): string {
  const { sentences } = words.document;
  const part = (effect: ChangeEffect) => {
    const changes = shownChanges(report).filter((each) => hasEffect(each, effect));
    const callers = new Set(changes.map(({ from }) => from));
    const first = callers.delete("internet") ? ["internet"] : [];
    const vaults = new Set(changes.map((each) => name(differingVaultIn(each))));
    return { callers: [...first, ...callers].map(name), vaults: [...vaults] };
  };
  const said = sentences.review(part("gains"), part("loses"), part("unclear").callers.length, strong);
  const { proof } = report;
  const left = proof?.missing.filter(({ reason }) => reason === "not-compared").length ?? 0;
  const proved = proof && sentences.proof(proof.undecided, proof.missing.length - left, left);
  if (said !== "") return `${said}${proved === null ? "" : `; ${proved}`}.`;
  return sentences.noChanges + (proved ? ` ${proved.slice(0, 1).toUpperCase()}${proved.slice(1)}.` : "");
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
