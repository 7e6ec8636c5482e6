import type { Cause } from "../evaluate/values/value.ts";

/** What stands above a vault, in one line. */
export interface LensWords {
  readonly existing: string;
  readonly headlines: Readonly<Record<Headline, string>>;
  readonly anyNetwork: string;
  readonly trustedServices: string;
  readonly dependsOn: (causes: readonly Cause[]) => string;
  /** What follows a headline that is known. */
  readonly restDependsOn: (causes: readonly Cause[]) => string;
  /** So many addresses; between two numbers where the effect of rules is not known. */
  readonly addresses: (least: number, most: number) => string;
  readonly subnets: (count: number) => string;
  readonly privateEndpoints: (count: number) => string;
  readonly was: (text: string, past: string) => string;
  readonly simulate: string;
  readonly callers: (count: number, exposures: string) => string;
  readonly vaults: (count: number, texts: string) => string;
  readonly defaults: string;
}

/** How open a vault is, and by which setting. */
export type Headline =
  "firewall-off" | "every-address" | "perimeter" | "public-access-disabled" | "deny" | "depends";
