import type { PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { sayCount } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  KV301: ({ id, validator }, kv) => `${validator} rejects ${kv}: '${id}' is not the ID of a subnet.`,
  KV302: ({ subnet, isRejected }, kv) =>
    isRejected
      ? `Azure rejects ${kv}: subnet ${subnet} has no Key Vault service endpoint.`
      : `Subnet rule ${subnet} of ${kv} has no effect: the service endpoint is off.`,
  KV303: ({ subnets }, kv) =>
    `${kv} blocks ${saySubnets(subnets)}: IP rules do not apply to service endpoints.`,
  KV304: ({ subnet, endpoint }) => `Subnet ${subnet} has the invalid service endpoint '${endpoint}'.`,
  KV305: ({ subnet }, kv) => `${kv} refers to subnet ${subnet} but may be deployed before it.`,
  KV306: ({ count: number }, kv) =>
    `${kv} ignores ${sayCount(number, "subnet rule")}: managed HSMs do not support them.`,
  KV307: ({ from, by }, kv) =>
    sayBlock(by, from.kind === "subnet" ? `subnet ${from.name}` : `'${from.name}'`, kv),
  KV308: ({ subnet }, kv) => `Some callers in ${subnet} get no token for ${kv}: Entra ID is blocked.`,
  KV309: ({ count: number, limit }, kv) =>
    `${kv} has ${sayCount(number, "private endpoint")}, and Azure may reject more than ${limit}.`,
  KV401: ({ endpoint, group }, kv) =>
    `Azure rejects '${endpoint}'${kv && ` for ${kv}`}: its group ID must be '${group}'.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV403: ({ endpoint, isUnlinked }, kv) =>
    isUnlinked
      ? `${kv} does not resolve to ${endpoint} here: its DNS zone is not linked.`
      : `No DNS record here resolves ${kv} to private endpoint ${endpoint}.`,
  KV404: ({ endpoint }, kv) => `Private endpoint ${endpoint} does not connect to ${kv} until it is approved.`,
  KV405: (_, kv) => `Only private endpoints can reach ${kv} unless a perimeter is associated elsewhere.`,
  KV406: (_, kv) => `A perimeter allows addresses to reach ${kv} although its public access is disabled.`,
  KV407: ({ isEnforced }, kv) =>
    isEnforced
      ? `Subnet rules of ${kv} have no effect: perimeters do not support service endpoints.`
      : `Subnet rules of ${kv} will have no effect once its perimeter is enforced.`,
  KV408: (_, kv) => `azurerm cannot set SecuredByPerimeter on ${kv}; an apply resets it to Enabled.`,
  KV409: ({ network }, kv) =>
    network === null
      ? `${kv} does not resolve: the DNS zone that is linked here has no record.`
      : `${kv} does not resolve in network ${network}: its zone has no record.`,
  KV410: ({ from: { kind, name }, because }, kv) =>
    because === "unpeered"
      ? `'${name}' reaches ${kv} only over a peering, and none is declared here.`
      : `${kind === "subnet" ? `Subnet ${name}` : `'${name}'`} cannot reach ${kv}: ${apart[because]}.`,
  KV411: ({ endpoints: [one, other] }, kv) => `${one} and ${other} overwrite one DNS record of ${kv}.`,
  KV412: ({ resource, zone }) => `'${resource}' refers to DNS zone ${zone}, which is not declared here.`,
  KV413: ({ network, zone }) =>
    `Azure rejects this link: ${network === null ? "the network" : `network ${network}`} already has a zone ${zone}.`,
  KV414: ({ subnet, seen }, kv) =>
    `Subnet rule ${subnet} of ${kv} has no effect: traffic arrives from ${seen}.`,
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
