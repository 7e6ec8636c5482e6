import { serviceEndpointName } from "../../../path/service-endpoint.ts";
import type { From, PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { sayCount } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  KV301: ({ id, validator }, kv) => `${validator} rejects ${kv}: '${id}' is not the ID of a subnet.`,
  KV302: ({ subnet, isRejected }, kv) =>
    isRejected
      ? `Azure rejects ${kv}: subnet ${subnet} has no ${serviceEndpointName} service endpoint.`
      : `The rule for subnet ${subnet} has no effect on ${kv} without a ${serviceEndpointName} service endpoint.`,
  KV303: ({ subnets }, kv) =>
    `${kv} blocks ${saySubnets(subnets)}: IP rules do not match traffic over the service endpoint.`,
  KV304: ({ subnet, endpoint }) => `Subnet ${subnet} has an invalid service endpoint: '${endpoint}'.`,
  KV305: ({ subnet }, kv) => `${kv} refers to subnet ${subnet} but may be deployed before it.`,
  KV306: ({ count: number }, kv) =>
    `${kv} ignores ${sayCount(number, "subnet rule")}: managed HSMs do not support them.`,
  KV307: ({ from, by }, kv) => `${sayFrom(from)} cannot reach ${kv}: ${sayBlock(by)}.`,
  KV308: ({ subnet }, kv) =>
    `Some callers in subnet ${subnet} get no tokens for ${kv}: Microsoft Entra ID is blocked.`,
  KV309: ({ count: number, limit }, kv) =>
    `Azure may reject endpoints of ${kv}: it has ${sayCount(number, "private endpoint")}; the limit is ${limit}.`,
  KV401: ({ endpoint, target, isNamed, group, written }, kv) =>
    `Azure rejects '${endpoint}': the group ID of ${isNamed ? kv : targets[target]} is '${group}', not '${written}'.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV403: ({ endpoint, isUnlinked }, kv) =>
    isUnlinked
      ? `Nothing here resolves ${kv} to private endpoint ${endpoint}: its DNS zone is linked to no network.`
      : `Nothing here makes the name of ${kv} resolve to private endpoint ${endpoint}.`,
  KV404: ({ endpoint }, kv) => `Private endpoint ${endpoint} does not connect to ${kv} until it is approved.`,
  KV405: (_, kv) =>
    `Unless a perimeter is associated with ${kv} elsewhere, only private endpoints can reach it.`,
  KV406: (_, kv) => `A perimeter allows addresses to reach ${kv} although its public access is disabled.`,
  KV407: ({ isEnforced }, kv) =>
    isEnforced
      ? `The subnet rules of ${kv} have no effect: its perimeter does not support service endpoints.`
      : `The subnet rules of ${kv} will have no effect once its perimeter is enforced.`,
  KV408: (_, kv) => `azurerm cannot set SecuredByPerimeter on ${kv}; an apply resets it to Enabled.`,
  KV409: ({ network }, kv) =>
    network === null
      ? `The name of ${kv} does not resolve: the DNS zone that is linked here has no record of it.`
      : `The name of ${kv} does not resolve in network ${network}: the linked DNS zone has no record of it.`,
  KV410: ({ from, endpoint, because }, kv) =>
    `${sayFrom(from)} cannot reach '${endpoint}' of ${kv}: ${apart[because]}.`,
  KV411: ({ endpoints: [one, other] }, kv) =>
    `Private endpoints ${one} and ${other} overwrite each other's record of ${kv} in one DNS zone.`,
  KV412: ({ resource, zone }) => `'${resource}' refers to DNS zone ${zone}, which is not declared here.`,
  KV413: ({ network, zone }) =>
    `Azure rejects this link: ${network === null ? "the network" : `network ${network}`} is already linked to another zone ${zone}.`,
  KV414: ({ subnet, seen }, kv) =>
    `The rule for subnet ${subnet} has no effect on ${kv}: its traffic arrives from subnet ${seen}.`,
  KV415: ({ caller }, kv) =>
    `The certificate of ${kv || "a vault"} does not cover the private link name that '${caller}' uses.`,
};

function sayFrom({ kind, name }: From): string {
  return kind === "subnet" ? `Subnet ${name}` : `'${name}'`;
}

const sayBlock = sayBy<PathBlock>({
  "security-rule": ({ direction, group, rule }) =>
    rule === null
      ? `an ${direction} rule of ${group} denies it`
      : `${direction} rule ${rule} of ${group} denies it`,
  route: ({ route }) =>
    route === null ? "a route drops the traffic" : `route ${route} drops the traffic (next hop None)`,
  "no-outbound-access": () => "it has no outbound access",
  "firewall-rule": ({ firewall, rule }) =>
    rule === null
      ? `a rule of firewall ${firewall} denies it`
      : `rule ${rule} of firewall ${firewall} denies it`,
  firewall: ({ firewall }) => `no rule of firewall ${firewall} allows it`,
});

const apart = {
  "one-side": "the peering has a link on one side only",
  "access-off": "the peering does not allow access",
  "subnets-left-out": "the peering leaves out one of the two subnets",
  overlapping: "Azure rejects the peering, because the address spaces overlap",
  "through-hub": "peering over a hub is not transitive",
} as const;

const targets = { vault: "a vault", managedHsm: "a managed HSM" } as const;

/** "subnet vnet/app", or how many there are. */
export function saySubnets(subnets: readonly string[]): string {
  const [first, ...others] = subnets;
  return first !== undefined && others.length === 0 ? `subnet ${first}` : sayCount(subnets.length, "subnet");
}

const zoneTexts = {
  zone: (zone: string, right: string) =>
    `Zone ${zone} is not used for key vaults; their private zone is ${right}.`,
  group: (zone: string, right: string, kv: string) =>
    `Zone ${zone} does not serve ${kv}; its zone is ${right}.`,
  "all-vaults": (zone: string, right: string) =>
    `Zone ${zone} answers for all key vaults: those without a record do not resolve. Use ${right}.`,
  "group-of-all-vaults": (zone: string, right: string, kv: string) =>
    `${kv} is registered in ${zone}, a zone that answers for all key vaults; its zone is ${right}.`,
} as const;
