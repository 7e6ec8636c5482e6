import type { Vault } from "../network/network.ts";
import { shortened } from "./say.ts";

/** What people may call a vault; sentences take its name where that is known. */
export interface VaultLabel {
  /** `kv-shop`; null where the template does not say it, or where it stands for vaults of several names. */
  readonly name: string | null;
  /** What its declaration calls it: a symbol, an address, or in ARM JSON what its name is written as. */
  readonly symbol: string;
  /** The parameter or variable that ARM JSON takes its name from. */
  readonly namedBy: string | null;
}

export function labelOf({ name, instance }: Pick<Vault, "name" | "instance">): VaultLabel {
  const { symbol } = instance.declaration;
  return {
    name: name.kind === "known" && typeof name.value === "string" ? name.value : null,
    symbol: shortened(symbol),
    namedBy: namedBy(symbol),
  };
}

/** The parameter or variable that is all of a symbol in ARM JSON; null for others. */
export function namedBy(symbol: string): string | null {
  return /^\[(?:parameters|variables)\('([^']+)'\)\]$/.exec(symbol)?.[1] ?? null;
}

/** One label for several vaults of a declaration: a name only where all have the same. */
export function commonLabel(labels: readonly VaultLabel[]): VaultLabel | null {
  const [first, ...others] = labels;
  if (!first) return null;
  return others.every(({ name }) => name === first.name) ? first : { ...first, name: null };
}
