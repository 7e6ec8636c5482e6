import { namedBy } from "../access/vault-label.ts";
import { groupsBy } from "./groups.ts";
import type { VerdictEntry } from "./report.ts";

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
  const names = new Map([...groupsBy(verdicts, vaultKey)].map(([key, own]) => [key, commonName(own)]));
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

function commonName([first, ...others]: readonly [VerdictEntry, ...VerdictEntry[]]): string {
  const { vault, vaultName } = first;
  if (vaultName !== null && others.every((each) => each.vaultName === vaultName)) return vaultName;
  return namedBy(vault) ?? vault;
}
