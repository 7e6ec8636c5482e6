import { type Folded, foldReferences, referencedName, repeatsVerdicts } from "../report/fold-references.ts";
import type { InEnvironments } from "./by-environments.ts";
import type { EnvironmentEntry, LinkedEntry, Report, VaultEntry, VerdictEntry } from "./report.ts";

/** Where a root looks up a vault that another one declares. */
export interface Lookup {
  readonly file: string;
  readonly line: number;
  /** False if only the expressions of the names are equal. */
  readonly certain: boolean;
}

/** Vaults, with the lookups of declared ones beneath them. */
export function foldVaults(vaults: readonly VaultEntry[]): Folded<VaultEntry> {
  return foldReferences(vaults, (vault) => ({
    id: placeKey(vault),
    environment: vault.environment,
    to: vault.linkedTo && targetOf(vault.linkedTo),
    referenced: referencedName(vault),
  }));
}

/** How many vaults there are, whatever their lookups and environments. */
export function countVaults(vaults: readonly VaultEntry[]): number {
  return new Set(foldVaults(vaults).entries.map(vaultKey)).size;
}

/** Verdicts without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(verdicts: readonly VerdictEntry[]): Folded<VerdictEntry> {
  const read = (verdict: VerdictEntry) => ({
    id: placeKey({ ...verdict, symbol: verdict.vault }),
    environment: verdict.environment,
    to: verdict.linkedTo && targetOf(verdict.linkedTo),
  });
  return foldReferences(verdicts, read, repeatsVerdicts);
}

/** How open vaults are by environment, without the lookups of declared ones. */
export function foldEnvironments({
  environments = [],
  vaults,
}: Pick<Report, "environments" | "vaults">): readonly EnvironmentEntry[] {
  const shown = new Set(foldVaults(vaults).entries.map(vaultKey));
  const beneath = new Set(vaults.map(vaultKey).filter((key) => !shown.has(key)));
  return environments.filter(({ vault, ...each }) => !beneath.has(vaultKey({ ...each, symbol: vault })));
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

function targetOf(link: LinkedEntry): { readonly id: string; readonly environment: string | null } {
  return { id: placeKey(link), environment: link.environment };
}

type Placed = Pick<LinkedEntry, "root" | "file" | "line" | "module" | "symbol">;

function placeKey({ root, file, line, module, symbol }: Placed): string {
  return JSON.stringify([root, file, line, module, symbol]);
}

function vaultKey({ root, module, symbol }: Pick<Placed, "root" | "module" | "symbol">): string {
  return JSON.stringify([root, module, symbol]);
}
