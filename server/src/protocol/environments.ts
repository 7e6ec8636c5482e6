import type { Exposure } from "../core/access/codes.ts";
import type { Location, VaultReference } from "./names.ts";

export interface EnvironmentsResult {
  /** The one that is shown; null when all are. */
  readonly active: string | null;
  /** Those that can be chosen: where there are any, the defaults are the last. */
  readonly environments: readonly EnvironmentResult[];
  /** How open every vault is in each of them. */
  readonly vaults: readonly EnvironmentVault[];
}

export interface EnvironmentResult {
  readonly name: string;
  /** Named in an access file, made by the names of parameter files, or the templates' own values. */
  readonly from: "accessFile" | "parameterFiles" | "defaults";
  /** The addresses of its files of values. */
  readonly files: readonly string[];
}

/** A vault with its exposures by environment; `uri` and `range` are where it is declared. */
export interface EnvironmentVault extends VaultReference, Location {
  readonly module: string | null;
  readonly symbol: string;
  /** Null when it is not known, or differs between environments. */
  readonly vaultName: string | null;
  /** The parameter or variable that is all of the symbol in ARM JSON; null for others. */
  readonly namedBy: string | null;
  /** By the name of the environment; "" stands for defaults. One in which there is no such vault, or that is not judged, is left out. */
  readonly exposures: Readonly<Record<string, Exposure>>;
}

export interface SelectEnvironmentParams {
  /** Null for all environments. */
  readonly name: string | null;
}
