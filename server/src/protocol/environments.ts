import type { ExposureResult, Place, VaultReference } from "./names.ts";

export interface EnvironmentsResult {
  /** The one whose values count; null when defaults do. */
  readonly active: string | null;
  readonly environments: readonly EnvironmentResult[];
  /** How open every vault is in each of them. */
  readonly vaults: readonly EnvironmentVault[];
}

export interface EnvironmentResult {
  readonly name: string;
  /** Named in an access file, or told by the names of parameter files. */
  readonly from: "accessFile" | "parameterFiles";
  /** The addresses of its files of values. */
  readonly files: readonly string[];
}

/** A vault with its exposures by environment; `uri` and `range` are where it is declared. */
export interface EnvironmentVault extends VaultReference, Place {
  readonly module: string | null;
  readonly symbol: string;
  /** By the name of the environment; "" stands for defaults. One in which there is no such vault is left out. */
  readonly exposures: Readonly<Record<string, ExposureResult>>;
}

export interface SelectEnvironmentParams {
  /** Null for defaults. */
  readonly name: string | null;
}
