import { titleOf } from "../access/vault-label.ts";
import { grouped } from "../logic/grouped.ts";
import type { ChangeEntry, DriftEntry, VaultEntry, VerdictEntry } from "./report.ts";

type Named = Pick<VerdictEntry, "vault" | "vaultName">;

/** A verdict whose vault has the label that documents give it. */
export interface LabelledVerdict extends VerdictEntry {
  readonly label: string;
  readonly vaultName: null;
}

/**
 * Verdicts with a label for each vault: its name where it has one in all environments, else its symbol; vaults with the same label are distinguished
 * by their roots and modules.
 */
export function withLabels(verdicts: readonly VerdictEntry[]): readonly LabelledVerdict[] {
  const names = new Map(
    [...grouped(verdicts, (each) => [vaultKey(each)])].map(([key, own]) => [key, commonTitle(own)]),
  );
  const all = [...names.values()];
  return verdicts.map((each) => {
    const name = names.get(vaultKey(each)) ?? each.vault;
    const { root, module } = each;
    const place = module === null ? root : `${root} ${module}`;
    const isAlone = all.filter((other) => other === name).length === 1;
    return { ...each, label: isAlone ? name : `${name} (${place})`, vaultName: null };
  });
}

/** A text that is the same for the verdicts on one vault, whatever the environment. */
export function vaultKey({ root, module, vault }: VerdictEntry): string {
  return JSON.stringify([root, module, vault]);
}

/** What tables call a vault that has a name in some environments, and possibly another one in others. */
export function commonTitle([first, ...others]: readonly [Named, ...Named[]]): string {
  const { vault, vaultName } = first;
  const isCommon = others.every((each) => each.vaultName === vaultName);
  return titleOf({ name: isCommon ? vaultName : null, symbol: vault });
}

/** What tables and lists call the vault of a difference. */
export function differingVault(entry: ChangeEntry | DriftEntry): string {
  return titleOf({ name: "vaultName" in entry ? entry.vaultName : entry.name, symbol: entry.vault });
}

/** What tables and lists call a vault. */
export function vaultTitle({ name, symbol }: Pick<VaultEntry, "name" | "symbol">): string {
  return titleOf({ name: typeof name === "string" ? name : null, symbol });
}
