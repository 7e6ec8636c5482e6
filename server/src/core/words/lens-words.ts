import type { Cause } from "../evaluate/values/value.ts";

/** The line above a vault. */
export interface LensWords {
  readonly existing: string;
  readonly headlines: Readonly<Record<Headline, string>>;
  readonly anyNetwork: string;
  readonly trustedServices: string;
  readonly dependsOn: (causes: readonly Cause[]) => string;
  /** What follows a known headline. */
  readonly restDependsOn: (causes: readonly Cause[]) => string;
  /** A number of addresses; a range if the effect of rules is not known. */
  readonly addresses: (least: number, most: number) => string;
  readonly subnets: (count: number) => string;
  readonly privateEndpoints: (count: number) => string;
  readonly was: (text: string, past: string) => string;
  readonly simulate: string;
  readonly callers: (count: number, exposures: string) => string;
  readonly vaults: (count: number, texts: string) => string;
  readonly defaults: string;
}

/** How exposed a vault is, and because of which setting. */
export type Headline =
  "firewall-off" | "every-address" | "perimeter" | "public-access-disabled" | "deny" | "depends";
