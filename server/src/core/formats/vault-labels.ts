import { titleOf } from "../access/vault-label.ts";
import type { VaultCount } from "../words/document-words.ts";
import { grouped } from "../logic/grouped.ts";
import type { ChangeEntry, DriftEntry, VaultEntry, VerdictEntry, Place } from "./report.ts";
import {
  countVaults,
  type Folded,
  foldVaults as fold,
  foldVerdicts as foldAll,
  vaultsOnce,
} from "../report/vault-list.ts";

type Named = Pick<VerdictEntry, "vault" | "vaultName"> | Pick<VaultEntry, "symbol" | "name">;

/** A verdict whose vault has the label that documents give it. */
export interface LabelledVerdict extends VerdictEntry {
  readonly label: string;
  readonly vaultName: null;
}

/**
 * Verdicts with a label for each vault: its name where it has one in all environments, else its symbol; vaults with the same label are distinguished
 * by their roots and modules. A lookup may have the label of its declaration.
 */
export function withLabels(
  verdicts: readonly VerdictEntry[],
  vaultOf = (each: VerdictEntry): VerdictEntry => each,
): readonly LabelledVerdict[] {
  const names = new Map(
    [...grouped(verdicts.map(vaultOf), (each) => [vaultKey(each)])].map(([key, own]) => [
      key,
      commonTitle(own),
    ]),
  );
  const all = [...names.values()];
  return verdicts.map((each) => {
    const { root, module, vault } = vaultOf(each);
    const name = names.get(vaultKey({ root, module, vault })) ?? vault;
    const place = module === null ? root : `${root} ${module}`;
    const isAlone = all.filter((other) => other === name).length === 1;
    return { ...each, label: isAlone ? name : `${name} (${place})`, vaultName: null };
  });
}

/** A text that is the same for the verdicts on one vault, whatever the environment. */
export function vaultKey({ root, module, vault }: Pick<VerdictEntry, "root" | "module" | "vault">): string {
  return JSON.stringify([root, module, vault]);
}

/** What tables call a vault that has a name in some environments, and possibly another one in others. */
export function commonTitle([first, ...others]: readonly [Named, ...Named[]]): string {
  const name = nameOf(first);
  const isCommon = others.every((each) => nameOf(each) === name);
  return titleOf({ name: isCommon ? name : null, symbol: "vault" in first ? first.vault : first.symbol });
}

function nameOf(each: Named): string | null {
  if ("vault" in each) return each.vaultName;
  return typeof each.name === "string" ? each.name : null;
}

/** What tables and lists call the vault of a difference. */
export function differingVault(entry: Pick<ChangeEntry, "vault" | "vaultName"> | DriftEntry): string {
  return titleOf({ name: "vaultName" in entry ? entry.vaultName : entry.name, symbol: entry.vault });
}

/** What tables and lists call a vault. */
export function vaultTitle({ name, symbol }: Pick<VaultEntry, "name" | "symbol">): string {
  return titleOf({ name: typeof name === "string" ? name : null, symbol });
}

/** Where a root looks up a vault that another one declares. */
export interface Lookup {
  readonly file: string;
  readonly line: number;
  /** False if only the expressions of the names are equal. */
  readonly certain: boolean;
}

/** Vaults, with the lookups of declared ones beneath them. */
export function foldVaults(vaults: readonly VaultEntry[]): Folded<VaultEntry> {
  return fold(vaults, at);
}

/** The count of vaults, as all views have it. */
export function countOf(vaults: readonly VaultEntry[]): VaultCount {
  return countVaults(vaultsOnce(vaults, at));
}

/** Verdicts without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(verdicts: readonly VerdictEntry[]): Folded<VerdictEntry> {
  return foldAll(verdicts, at);
}

/** Where a label is; of verdicts, only the line is known. */
function at({ file, line }: Pick<Place, "file" | "line">): readonly unknown[] {
  return [file, line];
}

/** The lookups of a vault in the environments in which it reads the same, each place once. */
export function lookupsOf<T extends VaultEntry | VerdictEntry>(
  { entry, environments }: InEnvironments<T>,
  referencesTo: (entry: T) => readonly T[],
): readonly Lookup[] {
  const found = [entry.environment, ...environments].flatMap((environment) =>
    referencesTo({ ...entry, environment }),
  );
  const lookups = found.map(({ file, line, linkedTo }) => ({
    file,
    line,
    certain: linkedTo?.certain !== false,
  }));
  return [...new Map(lookups.map((each) => [JSON.stringify(each), each])).values()];
}

/** An entry, and the environments in which it reads the same; none where it holds by defaults. */
export interface InEnvironments<T> {
  readonly entry: T;
  readonly environments: readonly string[];
}

/** Entries that differ in nothing but their environment, each once, in the order of the first. */
export function byEnvironments<T extends { readonly environment: string | null }>(
  entries: readonly T[],
): readonly InEnvironments<T>[] {
  const found = new Map<string, { readonly entry: T; readonly environments: string[] }>();
  for (const entry of entries) {
    const key = JSON.stringify({ ...entry, environment: null });
    const same = found.get(key) ?? { entry, environments: [] };
    found.set(key, same);
    if (entry.environment !== null) same.environments.push(entry.environment);
  }
  return [...found.values()];
}
