import { grouped } from "../logic/grouped.ts";
import type { EnvironmentEntry, VaultEntry } from "./report.ts";
import { commonTitle, foldVaults } from "./vault-labels.ts";

/** A table of vaults and environments. */
export interface EnvironmentTable {
  /** Null means defaults. */
  readonly environments: readonly (string | null)[];
  readonly rows: readonly EnvironmentRow[];
}

export interface EnvironmentRow {
  readonly vault: string;
  readonly template: string;
  /** How open it is in each environment; null in one that does not have it. */
  readonly cells: readonly (VaultEntry | null)[];
}

/** How open the listed vaults are, environment by environment. */
export function environmentTable(vaults: readonly VaultEntry[]): EnvironmentTable {
  const environments = [...new Set(vaults.filter(isThere).map(({ environment }) => environment))];
  const listed = grouped(foldVaults(vaults).entries, ({ root, module, symbol, line }) => [
    JSON.stringify([root, module, symbol, line]),
  ]);
  return {
    environments,
    rows: [...listed.values()].map((own) => ({
      vault: commonTitle(own),
      template: own[0].module === null ? own[0].root : `${own[0].root} ${own[0].module}`,
      cells: environments.map(
        (name) => own.find((each) => each.environment === name && isThere(each)) ?? null,
      ),
    })),
  };
}

/** How open every vault is in each environment of its root. */
export function environmentEntries(vaults: readonly VaultEntry[]): readonly EnvironmentEntry[] {
  return vaults.filter(isThere).map(({ environment, root, module, symbol, name, exposure, notes }) => ({
    environment,
    root,
    module,
    vault: symbol,
    vaultName: typeof name === "string" ? name : null,
    exposure,
    notes,
  }));
}

function isThere({ exists }: VaultEntry): boolean {
  return exists !== "no";
}
