import { type Folded, foldVaults as fold, foldVerdicts as foldAll } from "../report/vault-list.ts";
import type { InEnvironments } from "./by-environments.ts";
import type { Place, VaultEntry, VerdictEntry } from "./report.ts";

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

/** Verdicts without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(verdicts: readonly VerdictEntry[]): Folded<VerdictEntry> {
  return foldAll(verdicts, at);
}

/** Where a label is; of verdicts, only the line is known. */
export function at({ file, line }: Pick<Place, "file" | "line">): readonly unknown[] {
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
