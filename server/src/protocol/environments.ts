import type { Exposure } from "../core/access/codes.ts";
import type { VaultFacts } from "../core/report/vault-facts.ts";
import type { Location, VaultReference } from "./names.ts";

export interface EnvironmentsResult {
  /** The one that is shown; null if all are. */
  readonly active: string | null;
  /** The available ones; if there are any, the defaults are the last. */
  readonly environments: readonly EnvironmentResult[];
  /** The exposure of every vault in each of them. */
  readonly vaults: readonly EnvironmentVault[];
}

export interface EnvironmentResult {
  readonly name: string;
  /** Whether it comes from an access file, from the names of parameter files, or from the templates' own defaults. */
  readonly from: "accessFile" | "parameterFiles" | "defaults";
  /** The addresses of its parameter files. */
  readonly files: readonly string[];
}

/** A vault with its exposures by environment; `uri` and `range` are where it is declared. */
export interface EnvironmentVault extends VaultReference, Location, Pick<VaultFacts, "existing" | "state"> {
  readonly module: string | null;
  readonly symbol: string;
  /** Null if it is not known, or differs between environments. */
  readonly vaultName: string | null;
  /** The label of a vault whose name is unknown; null if that is its symbol. */
  readonly namedBy: string | null;
  /**
   * By the name of the environment; "" means defaults. Environments without this vault, or that are not evaluated, are
   * left out.
   */
  readonly exposures: Readonly<Record<string, Exposure>>;
  /** The environments whose exposure relies on values of a state. */
  readonly assumed: readonly string[];
}

export interface SelectEnvironmentParams {
  /** Null for all environments. */
  readonly name: string | null;
}
