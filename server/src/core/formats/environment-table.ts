import { grouped } from "../logic/grouped.ts";
import type { EnvironmentEntry } from "./report.ts";
import { commonTitle } from "./vault-labels.ts";

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
  readonly cells: readonly (EnvironmentEntry | null)[];
}

/** How open vaults are, environment by environment. */
export function environmentTable(entries: readonly EnvironmentEntry[]): EnvironmentTable {
  const environments = [...new Set(entries.map(({ environment }) => environment))];
  const vaults = grouped(entries, (each) => [keyOf(each)]);
  const byCell = new Map(entries.map((entry) => [`${keyOf(entry)} ${entry.environment ?? ""}`, entry]));
  return {
    environments,
    rows: [...vaults].map(([key, own]) => ({
      vault: commonTitle(own),
      template: own[0].module === null ? own[0].root : `${own[0].root} ${own[0].module}`,
      cells: environments.map((name) => byCell.get(`${key} ${name ?? ""}`) ?? null),
    })),
  };
}

function keyOf({ root, module, vault }: EnvironmentEntry): string {
  return JSON.stringify([root, module, vault]);
}
