/** What a host says of a folder, as plain rows that the other one has to give as well. */
export interface Answers {
  readonly vaults: readonly string[];
  readonly findings: readonly string[];
  readonly verdicts: readonly string[];
}

/** What both say of a vault in the same words. */
export const ofVaults = [
  "module",
  "symbol",
  "name",
  "kind",
  "existing",
  "deployed",
  "environment",
  "exists",
  "exposure",
  "dependsOn",
  "cases",
  "trustedServices",
  "publicNetworkAccess",
  "defaultAction",
  "bypass",
  "ipRules",
  "ipRulesOpen",
  "subnetRules",
  "subnetRulesOpen",
  "privateEndpoints",
  "notes",
] as const;

/** What both say of a finding in the same words. */
export const ofFindings = [
  "code",
  "name",
  "severity",
  "message",
  "vault",
  "environments",
  "suppressed",
] as const;

/** What both say of a verdict in the same words. */
export const ofVerdicts = [
  "from",
  "environment",
  "module",
  "vault",
  "verdict",
  "reason",
  "dependsOn",
  "allowed",
  "denied",
  "unknown",
  "cases",
  "notes",
  "scenario",
] as const;

/** Of an object the members with these names. */
export function pick<T extends object>(
  from: T,
  keys: readonly (keyof T)[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key) => [String(key), from[key]]));
}

/** Rows as texts in an order of their own: hosts list in different ones. */
export function rows(all: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return all.map((each) => JSON.stringify(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}

/** A folder of Terraform is written with a slash in an address, and without one in a path. */
export function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
