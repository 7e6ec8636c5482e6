import { describe, expect, it } from "vitest";
import { analyze, type VerdictReport } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { armOf } from "./arm-scene.ts";
import { cases, undecided } from "./cases.ts";
import { id, isList, type Json, type JsonObject, subnetId } from "./scene-parts.ts";
import { type Scene, verdictOn } from "./scene.ts";

/**
 * Knowing less never makes us say something else: each value, object and list below the properties of resources is replaced by a
 * parameter without a value, in turn, and so is whether they are deployed. The verdict on the caller stays, or depends.
 */
describe("a parameter without a value changes a verdict to one that depends, or not at all", () => {
  for (const [title, { from, template, gets }] of scenes())
    it(title, () => {
      const { verdict: written, reason: why } = verdictIn(template, from);
      expect(`${written} ${why}`).toContain(gets);
      const wrong = forgettings(template).flatMap(({ path, less }) => {
        const { verdict, reason } = verdictIn(less, from);
        const isAssumed =
          verdict === "allowed" &&
          (assumedToAllow.test(path) || (written === "depends" && routeOfOneAddress.test(path)));
        return [written, "depends"].includes(verdict) || isAssumed ? [] : [`${path}: ${verdict} ${reason}`];
      });
      expect(wrong).toEqual([]);
    });
});

interface Written {
  readonly from: string;
  readonly template: Json;
  readonly gets: string;
}

function scenes(): ReadonlyMap<string, Written> {
  const drawn = [...cases, ...undecided]
    // What Azure refuses to deploy is as if it were not there.
    .filter(({ not = [], says = "" }) => !not.includes("ARM JSON") && !/Azure (?:refuses|rejects)/.test(says))
    .map(
      ({ name, scene, from = "v/app" }) => [name, { from, template: templateOf(scene), gets: "" }] as const,
    );
  const further = withMore.map(
    ({ name, scene, more, gets }) =>
      [name, { from: "v/app", template: templateOf(scene, more), gets }] as const,
  );
  return new Map<string, Written>([...drawn, ...further]);
}

function templateOf(scene: Scene, more: readonly Json[] = []): Json {
  const template = asObject(JSON.parse(armOf(scene, "plain")["/main.json"] ?? "") as Json);
  const resources = template["resources"] ?? [];
  return { ...template, resources: [...(isList(resources) ? resources : []), ...more] };
}

function verdictIn(template: Json, from: string): VerdictReport {
  const files = filesInMemory({ "/main.json": JSON.stringify(template) });
  return verdictOn(from, analyze({ root: "/main.json", files }).worlds);
}

const v = { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/24" } } };
const isPrivate = { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/24", isPrivate: true } } };
const inNetwork = (type: string, name: string, properties: JsonObject): Json => ({
  type: `Microsoft.Network/${type}`,
  apiVersion: "2024-05-01",
  name,
  properties,
});

/** What the other scenes do not draw. */
const withMore: readonly {
  readonly name: string;
  readonly scene: Scene;
  readonly more: readonly Json[];
  readonly gets: string;
}[] = [
  {
    name: "a rule of a firewall for web categories",
    scene: {
      networks: {
        v: { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/24", table: "rt" } } },
        hub: { prefix: "10.9.0.0/16", subnets: {} },
      },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      firewall: { network: "hub" },
    },
    more: [
      inNetwork("firewallPolicies/ruleCollectionGroups", "policy/more", {
        priority: 200,
        ruleCollections: [
          {
            ruleCollectionType: "FirewallPolicyFilterRuleCollection",
            priority: 100,
            action: { type: "Allow" },
            rules: [
              {
                ruleType: "ApplicationRule",
                protocols: [{ protocolType: "Https", port: 443 }],
                sourceAddresses: ["*"],
                webCategories: ["business"],
              },
            ],
          },
        ],
      }),
    ],
    gets: "depends",
  },
  {
    name: "peerings inside of networks",
    scene: {
      vault: { isPrivate: true },
      networks: { v },
      peerings: ["v w"],
      endpoint: { subnet: "w/pe", zones: ["z"] },
      zones: { z: { links: ["v"] } },
    },
    more: [
      inNetwork("virtualNetworks", "w", {
        addressSpace: { addressPrefixes: ["10.2.0.0/16"] },
        subnets: [{ name: "pe", properties: { addressPrefix: "10.2.1.0/24" } }],
        virtualNetworkPeerings: [
          {
            name: "to-v",
            properties: {
              remoteVirtualNetwork: id("virtualNetworks", "v"),
              allowVirtualNetworkAccess: true,
            },
          },
        ],
      }),
    ],
    gets: "allowed ALLOW_PRIVATE_ENDPOINT",
  },
  {
    name: "a machine with a public address in a private subnet",
    scene: { networks: { v: isPrivate } },
    more: [
      inNetwork("publicIPAddresses", "pip", {}),
      inNetwork("networkInterfaces", "nic", {
        ipConfigurations: [
          {
            name: "ip",
            properties: { subnet: subnetId("v/app"), publicIPAddress: id("publicIPAddresses", "pip") },
          },
        ],
      }),
    ],
    gets: "allowed ALLOW_FIREWALL_OFF",
  },
  {
    name: "a DNS forwarding ruleset",
    scene: {
      vault: { isPrivate: true },
      networks: {
        v: {
          ...v,
          subnets: { ...v.subnets, pe: { prefix: "10.1.2.0/24" }, dns: { prefix: "10.1.3.0/28" } },
        },
        hub: { prefix: "10.9.0.0/16", subnets: {} },
      },
      resolver: { network: "hub", address: "10.9.2.4" },
      endpoint: { subnet: "v/pe", zones: ["z"] },
      zones: { z: { links: ["hub"] } },
    },
    more: [
      inNetwork("dnsForwardingRulesets", "rules", {}),
      inNetwork("dnsForwardingRulesets/forwardingRules", "rules/vaults", {
        domainName: "vault.azure.net.",
        targetDnsServers: [{ ipAddress: "10.9.2.4", port: 53 }],
      }),
      inNetwork("dnsForwardingRulesets/virtualNetworkLinks", "rules/v", {
        virtualNetwork: id("virtualNetworks", "v"),
      }),
    ],
    gets: "allowed ALLOW_PRIVATE_ENDPOINT",
  },
];

/** Groups and route tables that are not declared here are assumed to allow the traffic, and the verdict says so. */
const assumedToAllow = /\.(?:networkSecurityGroup|routeTable)(?:\.id)?$|\.subnets\[\d\]\.properties$/;

/** What is not known of a route is not taken for the address of an endpoint, of which it is not documented what that would do. */
const routeOfOneAddress = /\.routes(?:\[\d\](?:\.properties(?:\.addressPrefix)?)?)?$/;

interface Less {
  readonly path: string;
  readonly less: Json;
}

const unknown = "[parameters('unknownHere')]";

/** The template with one thing less that is known, once for each thing. */
function forgettings(template: Json): readonly Less[] {
  const root = asObject(template);
  const resources = root["resources"] ?? [];
  if (!isList(resources)) return [];
  const parameters = { ...asObject(root["parameters"]), unknownHere: { type: "object" } };
  return resources.flatMap((resource, index) => {
    const { name, properties, ...body } = asObject(resource);
    const place = JSON.stringify([body["type"], name]);
    const within = (path: string, changed: JsonObject): Less => ({
      path: `${place} ${path}`,
      less: { ...root, parameters, resources: resources.with(index, changed) },
    });
    return [
      within("condition", { ...asObject(resource), condition: "[parameters('unknownHere').isDeployed]" }),
      ...withoutOne(properties ?? null).map(({ path, less }) =>
        within(path, { ...body, name: name ?? null, properties: less }),
      ),
    ];
  });
}

/** A value with one part of it replaced; without subnets and their names, there is no caller to ask about. */
function withoutOne(value: Json, of = ""): readonly Less[] {
  const isFixed = of === "subnets" || of === "resources";
  if (isList(value))
    return value.flatMap((item, index) => {
      const put = (path: string, less: Json): Less => ({
        path: `[${index}]${path}`,
        less: value.with(index, less),
      });
      const inside = withoutOne(item).map(({ path, less }) => put(path, less));
      return isFixed ? inside : [put("", unknown), ...inside];
    });
  const whole = asObject(value);
  return Object.entries(whole).flatMap(([key, item]) => {
    const put = (path: string, less: Json): Less => ({
      path: `.${key}${path}`,
      less: { ...whole, [key]: less },
    });
    const inside = withoutOne(item, key).map(({ path, less }) => put(path, less));
    const isFrame =
      ["name", "subnets", "template"].includes(key) || "$schema" in whole || "apiVersion" in whole;
    // An object of one entry says nothing else than that one.
    const isThin = Object.keys(asObject(item)).length === 1;
    return isFrame || isThin ? inside : [put("", unknown), ...inside];
  });
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}
