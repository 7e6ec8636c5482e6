import type { EnvironmentEntry } from "./report.ts";

/** A table of vaults and environments: its head, and a row for each vault. */
export interface EnvironmentTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How open vaults are, environment by environment; a vault that an environment does not have is a blank there. */
export function environmentTable(entries: readonly EnvironmentEntry[]): EnvironmentTable {
  const names = [...new Set(entries.map(({ environment }) => environment))];
  const vaults = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const byCell = new Map(
    entries.map((entry) => [`${keyOf(entry)} ${entry.environment ?? ""}`, entry.exposure]),
  );
  return {
    head: ["Vault", "Template", ...names.map((name) => name ?? "(defaults)")],
    rows: [...vaults].map(([key, { vault, root, module }]) => [
      vault,
      module === null ? root : `${root} ${module}`,
      ...names.map((name) => byCell.get(`${key} ${name ?? ""}`) ?? ""),
    ]),
  };
}

function keyOf({ root, module, vault }: EnvironmentEntry): string {
  return JSON.stringify([root, module, vault]);
}
