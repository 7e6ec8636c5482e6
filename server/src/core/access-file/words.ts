/** The words of the access file, once for its schema and for its reader. */

export const expectations = ["allow", "deny"] as const;
export type Expectation = (typeof expectations)[number];

/** How an access test insists on the way in. */
export const ways = [
  "ipRule",
  "subnetRule",
  "trustedService",
  "privateEndpoint",
  "perimeterRule",
  "firewallOff",
] as const;
export type Way = (typeof ways)[number];

/** How open a vault may be. */
export const exposures = ["private", "selected", "perimeter", "public"] as const;
export type AllowedExposure = (typeof exposures)[number];

/** How bad a failure is: the severities of rules. */
export const severities = ["error", "warning", "info", "hint"] as const;
export type Severity = (typeof severities)[number];

/** What becomes of a test that cannot be decided. */
export const undecided = ["fail", "skip"] as const;
export type Undecided = (typeof undecided)[number];

/** Asks for the defaults of a root, so no environment is called that. */
export const reservedName = "default";

/** Whether a name asks for several environments or for none. */
export function meansEnvironments(name: string): boolean {
  return name === reservedName || name === "*";
}

/** The word of a list that a JSON value is; null when it is none of them. */
export function oneOf<T extends string>(words: readonly T[], value: unknown): T | null {
  return words.find((each) => each === value) ?? null;
}
