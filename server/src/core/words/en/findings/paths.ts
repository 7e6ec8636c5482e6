import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { inDigits, sayCount } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  ...said(messages.paths.pathFindings, () => ({ subnets: saySubnets, digits: inDigits, apart })),
  KV307: ({ from, by }, kv) =>
    sayBlock(by, from.kind === "subnet" ? `subnet ${from.name}` : `'${from.name}'`, kv),
  KV401: ({ endpoint, group }, kv) =>
    `Azure rejects '${endpoint}'${kv && ` for ${kv}`}: its group ID must be '${group}'.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV415: ({ caller }, kv) =>
    `'${caller}' uses a private link name that the certificate of ${kv || "a vault"} lacks.`,
};

const sayBlock = sayBy<PathBlock, [from: string, kv: string]>({
  "security-rule": ({ direction, group, rule }, from, kv) =>
    rule === null
      ? `${group} denies ${from} ${direction} access to ${kv}.`
      : `Rule ${rule} of ${group} denies ${from} access to ${kv}.`,
  route: ({ route }, from, kv) =>
    `${route === null ? "A route" : `Route ${route}`} drops calls from ${from} to ${kv}.`,
  "no-outbound-access": (_, from, kv) => `Without outbound access, ${from} cannot reach ${kv}.`,
  "firewall-rule": ({ firewall, rule }, from, kv) =>
    `${rule === null ? "Firewall" : `Rule ${rule} of firewall`} ${firewall} denies ${from} access to ${kv}.`,
  firewall: ({ firewall }, from, kv) => `No rule of ${firewall} lets ${from} reach ${kv}.`,
});

const apart = {
  "one-side": "the peering has only one link",
  "access-off": "the peering does not allow access",
  "subnets-left-out": "the peering leaves out one subnet",
  overlapping: "the peered address spaces overlap",
  "through-hub": "peering over a hub is not transitive",
} as const;

/** "subnet vnet/app", or how many there are. */
export function saySubnets(subnets: readonly string[]): string {
  const [first, ...others] = subnets;
  return first !== undefined && others.length === 0 ? `subnet ${first}` : sayCount(subnets.length, "subnet");
}

const zoneTexts = {
  zone: (zone: string, right: string) => `Zone ${zone} is not for key vaults; use ${right}.`,
  group: (zone: string, right: string, kv: string) => `Zone ${zone} does not serve ${kv}; use ${right}.`,
  "all-vaults": (zone: string, right: string) =>
    `Zone ${zone} hides every vault without a record; use ${right}.`,
  "group-of-all-vaults": (zone: string, right: string, kv: string) =>
    `${kv} is registered in ${zone}, which hides other vaults; use ${right}.`,
} as const;
