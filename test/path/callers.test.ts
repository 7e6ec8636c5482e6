import { describe, expect, it } from "vitest";
import { wordsIn } from "../../server/src/core/index.ts";
import type { CallerScene } from "./callers.ts";
import { ask, type Scene, type SubnetScene, type Syntax, syntaxes } from "./scene.ts";

const english = wordsIn("en");

/** A resource that uses the vault, and what it gets: verdict and reason, what a step says, notes. */
interface Case {
  readonly name: string;
  readonly caller: CallerScene;
  readonly scene?: Partial<Scene>;
  readonly app?: Partial<SubnetScene>;
  readonly gets: string;
  readonly says?: string;
  readonly notes?: readonly string[];
}

const open = "allowed ALLOW_FIREWALL_OFF";
const bySubnet = "allowed ALLOW_SUBNET_RULE";
const byAddress = "allowed ALLOW_IP_RULE";
const byEndpoint = "allowed ALLOW_PRIVATE_ENDPOINT";
const noRule = "denied DENY_DEFAULT_ACTION";
const disabled = "denied DENY_PUBLIC_ACCESS_DISABLED";

const app = { kind: "app", subnet: "v/app", holds: "reference" } as const;
const code = { ...app, holds: "address" } as const;
const withEndpoint: Partial<Scene> = {
  vault: { isPrivate: true },
  endpoint: { subnet: "v/pe", zones: ["z"] },
  zones: { z: { links: ["v"] } },
};
const deniesInternet = { groups: { nsg: ["200 Deny Outbound Internet *"] } };
const onlyVaults = {
  groups: {
    nsg: [
      "100 Allow Outbound VirtualNetwork 443",
      "110 Allow Outbound AzureKeyVault 443",
      "4096 Deny Outbound * *",
    ],
  },
};
const toNowhere = { tables: { rt: ["0.0.0.0/0 None"] } };

/** A network of Azure's DNS server in a hub, which alone is linked to the zone. */
const throughHub: Partial<Scene> = {
  networks: {
    v: {
      prefix: "10.1.0.0/16",
      dnsServers: ["10.9.2.4"],
      subnets: { app: { prefix: "10.1.1.0/24" }, pe: { prefix: "10.1.2.0/24" } },
    },
    hub: { prefix: "10.9.0.0/16", subnets: {} },
  },
  resolver: { network: "hub", address: "10.9.2.4" },
  endpoint: { subnet: "v/pe", zones: ["z"] },
  zones: { z: { links: ["hub"] } },
};

const cases: readonly Case[] = [
  {
    name: "D28 a Linux app without Route All, and a private endpoint",
    caller: { ...app, isLinux: true },
    scene: withEndpoint,
    gets: "depends DEPENDS_EGRESS",
    says: "on Linux, Route All has to be on",
  },
  {
    name: "D28 a Linux app with Route All",
    caller: { ...app, isLinux: true, routesAll: true },
    scene: withEndpoint,
    gets: byEndpoint,
  },
  {
    name: "an app on Windows sends requests to private addresses through its subnet",
    caller: app,
    scene: withEndpoint,
    gets: byEndpoint,
  },
  {
    name: "D29 the service endpoint of the subnet, without Route All",
    caller: app,
    scene: { vault: { allows: ["v/app"] } },
    app: { hasEndpoint: true },
    gets: bySubnet,
  },
  {
    name: "D29 without integration, addresses that are shared",
    caller: { kind: "app", holds: "reference" },
    scene: { vault: { allows: ["8.8.8.8/32"] } },
    gets: "depends DEPENDS_EGRESS",
  },
  {
    name: "D29 without integration, and no rule that could be for it",
    caller: { kind: "app", holds: "reference" },
    scene: { vault: { allows: ["v/app"] } },
    app: { hasEndpoint: true },
    gets: noRule,
  },
  {
    name: "without Route All, requests leave past the security group",
    caller: { ...code, routesAll: false },
    scene: deniesInternet,
    app: { group: "nsg" },
    gets: open,
    says: "Route All is off",
  },
  {
    name: "with Route All, the security group stops what the code of an app requests",
    caller: { ...code, routesAll: true },
    scene: deniesInternet,
    app: { group: "nsg" },
    gets: "denied DENY_NETWORK_SECURITY_GROUP",
    says: "deny-200",
  },
  {
    name: "a reference is resolved over the public path first",
    caller: { ...app, routesAll: true },
    scene: deniesInternet,
    app: { group: "nsg" },
    gets: open,
  },
  {
    name: "a reference that the vault refuses there is blocked on the way of the network too",
    caller: { ...app, routesAll: true },
    scene: { ...deniesInternet, vault: { allows: ["v/app"] } },
    app: { group: "nsg", hasEndpoint: true },
    gets: "denied DENY_NETWORK_SECURITY_GROUP",
  },
  {
    name: "the NAT gateway of the subnet, with Route All",
    caller: { ...code, routesAll: true },
    scene: { vault: { allows: ["pip-nat"] } },
    app: { hasNat: true },
    gets: byAddress,
  },
  {
    name: "the NAT gateway of the subnet, past which requests go without Route All",
    caller: { ...code, routesAll: false },
    scene: { vault: { allows: ["pip-nat"] } },
    app: { hasNat: true },
    gets: "denied DENY_DEFAULT_ACTION",
  },
  {
    name: "a DNS server of the app's own",
    caller: { ...code, routesAll: true, dnsServer: "10.8.0.4" },
    scene: withEndpoint,
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "Azure's DNS, which the app names itself",
    caller: { ...code, routesAll: true, dnsServer: "168.63.129.16" },
    scene: withEndpoint,
    gets: byEndpoint,
  },
  {
    name: "D30 Container Apps without a subnet, and a vault without public access",
    caller: { kind: "container-app" },
    scene: withEndpoint,
    gets: disabled,
  },
  {
    name: "Container Apps in the network of the private endpoint",
    caller: { kind: "container-app", subnet: "v/app" },
    scene: withEndpoint,
    gets: byEndpoint,
  },
  {
    name: "Container Apps with workload profiles use the routes of their subnet",
    caller: { kind: "container-app", subnet: "v/app", hasProfiles: true },
    scene: toNowhere,
    app: { table: "rt" },
    gets: "denied DENY_ROUTE",
  },
  {
    name: "Container Apps without workload profiles do not",
    caller: { kind: "container-app", subnet: "v/app" },
    scene: toNowhere,
    app: { table: "rt" },
    gets: open,
  },
  {
    name: "Container Apps that cannot ask for a token",
    caller: { kind: "container-app", subnet: "v/app", hasProfiles: true },
    scene: onlyVaults,
    app: { group: "nsg" },
    gets: open,
    notes: ["NOTE_TOKEN_BLOCKED"],
  },
  {
    name: "D31 pods in a subnet of their own, and the service endpoint only on the nodes'",
    caller: { kind: "cluster", subnet: "v/app", pods: "v/pe" },
    scene: { vault: { allows: ["v/app", "v/pe"] } },
    app: { hasEndpoint: true },
    gets: noRule,
    says: "endpoint",
  },
  {
    name: "pods with addresses of the nodes' subnet",
    caller: { kind: "cluster", subnet: "v/app" },
    scene: { vault: { allows: ["v/app"] } },
    app: { hasEndpoint: true },
    gets: bySubnet,
  },
  {
    name: "pools in two subnets, both blocked, by different gates",
    caller: { kind: "cluster", subnet: "v/app", second: "v/pe" },
    scene: { vault: { allows: ["v/app"] }, ...deniesInternet },
    app: { group: "nsg", hasEndpoint: true },
    gets: "denied DENY_NETWORK_SECURITY_GROUP",
  },
  {
    name: "pools in two subnets, one of them blocked",
    caller: { kind: "cluster", subnet: "v/app", second: "v/pe" },
    scene: deniesInternet,
    app: { group: "nsg" },
    gets: "depends DEPENDS_SUBNET",
  },
  {
    name: "D32 a cluster without outbound access, and a private endpoint",
    caller: { kind: "cluster", subnet: "v/app", outboundType: "block" },
    scene: withEndpoint,
    gets: byEndpoint,
    notes: ["NOTE_TOKEN_BLOCKED"],
  },
  {
    name: "a cluster without outbound access, and a public vault",
    caller: { kind: "cluster", subnet: "v/app", outboundType: "block" },
    gets: "denied DENY_ROUTE",
    says: "its outbound type blocks requests to public addresses",
  },
  {
    name: "a cluster whose network gets out in a way of its own, if any, and a public vault",
    caller: { kind: "cluster", subnet: "v/app", outboundType: "none" },
    gets: "depends DEPENDS_EGRESS",
    says: "Whether the cluster has outbound access is not known",
  },
  {
    name: "a cluster whose network gets out in a way of its own, if any, and a private endpoint",
    caller: { kind: "cluster", subnet: "v/app", outboundType: "none" },
    scene: withEndpoint,
    gets: byEndpoint,
    notes: [],
  },
  {
    name: "a cluster has addresses of its own in a private subnet",
    caller: { kind: "cluster", subnet: "v/app" },
    app: { isPrivate: true },
    gets: open,
  },
  {
    name: "D34 a machine whose identity gets its tokens without the network",
    caller: { kind: "machine", subnet: "v/app" },
    scene: onlyVaults,
    app: { group: "nsg" },
    gets: open,
    notes: [],
  },
  {
    name: "D9 a machine whose interface denies",
    caller: { kind: "machine", subnet: "v/app", group: "nsg-nic" },
    scene: { groups: { "nsg-nic": ["100 Deny Outbound Internet *"] } },
    gets: "denied DENY_NETWORK_SECURITY_GROUP",
    says: "for network interface",
  },
  {
    name: "D9 a machine whose interface allows what its subnet denies",
    caller: { kind: "machine", subnet: "v/app", group: "nsg-nic" },
    scene: {
      groups: {
        "nsg-nic": ["100 Allow Outbound AzureKeyVault 443"],
        nsg: ["100 Deny Outbound AzureKeyVault 443"],
      },
    },
    app: { group: "nsg" },
    gets: "denied DENY_NETWORK_SECURITY_GROUP",
    says: "nsg: access denied",
  },
  {
    name: "a machine beside another one whose interface denies",
    caller: { kind: "machine", subnet: "v/app" },
    scene: {
      groups: { "nsg-nic": ["100 Deny Outbound Internet *"] },
      interfaces: { other: { subnet: "v/app", group: "nsg-nic" } },
    },
    gets: open,
  },
  {
    name: "a machine that asks Azure's DNS in a network with a server of its own",
    caller: { kind: "machine", subnet: "v/app", dnsServer: "AzureProvidedDNS" },
    scene: {
      ...throughHub,
      vault: { isPrivate: true },
    },
    gets: disabled,
    says: "public address",
  },
  {
    name: "D33 an application gateway asks Azure's DNS, whose zone is linked elsewhere",
    caller: { kind: "gateway", subnet: "v/app" },
    scene: { ...throughHub, vault: { isPrivate: true } },
    gets: disabled,
    says: "public address",
  },
  {
    name: "an app in the same network asks the network's server",
    caller: { ...code, routesAll: true },
    scene: { ...throughHub, vault: { isPrivate: true } },
    gets: byEndpoint,
  },
];

describe.each(Object.keys(syntaxes) as Syntax[])("in %s", (syntax) => {
  it.each(cases)("$name", ({ caller, scene = {}, app: own = {}, gets, says, notes }) => {
    const v = {
      prefix: "10.1.0.0/16",
      subnets: { app: { prefix: "10.1.1.0/24", ...own }, pe: { prefix: "10.1.2.0/24" } },
    };
    const asked = ask({ networks: { v }, ...scene, caller }, "caller", syntax);
    const said = asked.steps
      .map(({ gate, outcome, facts }) => `${gate} ${outcome}: ${english.gate(facts)}`)
      .join("\n");
    expect(`${asked.verdict} ${asked.reason}\n${said}`).toContain(gets);
    for (const note of notes ?? []) expect(asked.notes).toContain(note);
    if (notes?.length === 0) expect(asked.notes).not.toContain("NOTE_TOKEN_BLOCKED");
    if (says !== undefined) expect(said).toContain(says);
  });
});
