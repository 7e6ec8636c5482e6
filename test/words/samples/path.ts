import type { Apart, NextHopType, PathFact } from "../../../server/src/core/access/path-fact.ts";

const endpoint = "ENDPOINT";
const group = "GROUP";
const firewall = "FIREWALL";
const directions = ["outbound", "inbound"] as const;
const apart: readonly Apart[] = [
  "one-side",
  "through-hub",
  "through-appliance",
  "not-declared",
  "peered",
  "access-off",
  "subnets-left-out",
];
const effects = ["allows", "denies", "unclear"] as const;
const hops: readonly NextHopType[] = [
  "Internet",
  "None",
  "VirtualAppliance",
  "VirtualNetworkGateway",
  "VirtualNetworkServiceEndpoint",
  "InterfaceEndpoint",
];

/** Every kind of fact about the path before a vault with each of its choices. */
export const pathSamples: {
  readonly [Kind in PathFact["kind"]]: readonly Extract<PathFact, { kind: Kind }>[];
} = {
  "way-not-declared": [{ kind: "way-not-declared" }],
  "name-public": [
    ...(["no-endpoint", "zone-not-linked", "redirected"] as const).map((why) => ({
      kind: "name-public" as const,
      why,
      isCertain: true,
    })),
    { kind: "name-public", why: "no-endpoint", isCertain: false },
    { kind: "name-public", why: "redirected", isCertain: false },
  ],
  "name-private": [
    ...[true, false].map((isAssumed) => ({
      kind: "name-private" as const,
      endpoint,
      isAssumed,
      isCertain: true,
    })),
    { kind: "name-private", endpoint, isAssumed: false, isCertain: false },
  ],
  "name-missing": [true, false].map((isCertain) => ({ kind: "name-missing", link: "LINK", isCertain })),
  "dns-server-unknown": ["10.0.0.4", null].map((address) => ({ kind: "dns-server-unknown", address })),
  "dns-blocked": [
    { kind: "dns-blocked", isCertain: true },
    { kind: "dns-blocked", isCertain: false },
  ],
  "no-security-group": [{ kind: "no-security-group" }],
  "zones-conflict": [{ kind: "zones-conflict", links: ["LINK", "OTHER"] }],
  "security-group-unseen": [
    ...directions.map((direction) => ({ kind: "security-group-unseen" as const, direction, machine: null })),
    { kind: "security-group-unseen", direction: "outbound", machine: "MACHINE" },
  ],
  "security-rule": directions.flatMap((direction) =>
    effects.flatMap((effect) =>
      [["RULE", 4096] as const, [null, null] as const].map(([rule, priority]) => ({
        kind: "security-rule" as const,
        direction,
        group,
        machine: rule === null ? "MACHINE" : null,
        rule,
        priority,
        effect,
      })),
    ),
  ),
  "default-security-rule": effects.map((effect) => ({
    kind: "default-security-rule",
    direction: "outbound",
    group,
    machine: null,
    rule: "DenyAllOutBound",
    priority: 65_500,
    effect,
  })),
  "security-rules-unknown": [{ kind: "security-rules-unknown", group }],
  "next-hop": [
    ...hops.flatMap((hop) =>
      [["ROUTE", "TARGET"] as const, [null, null] as const].map(([route, to]) => ({
        kind: "next-hop" as const,
        hop,
        route,
        to,
      })),
    ),
    { kind: "next-hop", hop: "None", route: "ROUTE", to: null, isOneOf: true },
  ],
  "next-hop-unknown": ["ROUTE", null].map((route) => ({ kind: "next-hop-unknown", route })),
  "routes-unseen": [{ kind: "routes-unseen" }],
  "past-subnet": [true, false].map((isCertain) => ({ kind: "past-subnet", isCertain })),
  "private-needs-route-all": [{ kind: "private-needs-route-all", endpoint: "ENDPOINT" }],
  "no-outbound-access": (["subnet", "service"] as const).flatMap((of) =>
    [true, false].map((isCertain) => ({ kind: "no-outbound-access", of, isCertain }) as const),
  ),
  "networks-not-connected": apart.flatMap((because) =>
    [true, false].map((isCertain) => ({
      kind: "networks-not-connected" as const,
      endpoint,
      because,
      isCertain,
    })),
  ),
  "no-firewall": [{ kind: "no-firewall" }],
  "firewall-rules-unseen": [{ kind: "firewall-rules-unseen", firewall }],
  "firewall-rule": effects.flatMap((effect) =>
    [["COLLECTION", "RULE"] as const, [null, null] as const].map(([collection, rule]) => ({
      kind: "firewall-rule" as const,
      firewall,
      collection,
      rule,
      effect,
    })),
  ),
  "firewall-matches-nothing": [{ kind: "firewall-matches-nothing", firewall }],
};
