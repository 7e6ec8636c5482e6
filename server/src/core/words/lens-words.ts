import type { Assumption } from "../access/assumed.ts";
import type { Cause } from "../evaluate/values/value.ts";

/** The line above a vault. */
export interface LensWords {
  readonly existing: (fact: ExistingFact) => string;
  readonly headlines: Readonly<Record<Headline, string>>;
  readonly anyNetwork: string;
  readonly trustedServices: string;
  /** That the vault is not created where the line is about; the rest is what it would be. */
  readonly notCreated: string;
  /** That the line relies on values of a state. */
  readonly asDeployed: string;
  readonly dependsOn: (causes: readonly Cause[]) => string;
  /** That any network reaches it until others change what it keeps. */
  readonly openWhenCreated: string;
  /** That any network, or those that are listed, reach it under an assumption. */
  readonly openWith: (when: Assumption, isAny: boolean) => string;
  /** What follows a known headline. */
  readonly restDependsOn: (causes: readonly Cause[]) => string;
  /** A number of addresses; a range if the effect of rules is not known. */
  readonly addresses: (least: number, most: number) => string;
  readonly subnets: (count: number) => string;
  readonly privateEndpoints: (count: number) => string;
  /** That the vault is associated with one. */
  readonly perimeter: string;
  readonly was: (text: string, past: string) => string;
  /** How many of the tests about a vault pass: "3/4 access tests". */
  readonly accessTests: (passed: number, all: number) => string;
  readonly simulate: string;
  readonly callers: (count: number, exposures: string) => string;
  readonly vaults: (count: number, texts: string) => string;
  readonly defaults: string;
}

/** What is known of a vault that a template only looks up. */
export type ExistingFact =
  | { readonly kind: "not-known" }
  /** Other templates of the workspace, one of which may declare it; a line that may stay when they are read does not say so. */
  | { readonly kind: "being-read" | "looked-up" }
  /** Several roots declare one of that name. */
  | { readonly kind: "unclear"; readonly roots: readonly string[] }
  /** Another root declares it, for certain or probably. */
  | { readonly kind: "declared"; readonly root: string; readonly certain: boolean };

/** How exposed a vault is, and because of which setting. */
export type Headline =
  | "firewall-off"
  | "every-address"
  | "perimeter"
  | "public-access-disabled"
  | "deny"
  | "depends";
