import { describe, expect, it } from "vitest";
import {
  analyzeFiles,
  ask,
  type JsonObject,
  privateEndpoint,
  subnetId,
  template,
  vault,
  verdictsOf,
  virtualNetwork,
} from "./deployment.ts";
import { english } from "../../server/src/core/words/en/english.ts";

const apiVersion = "2020-06-01";
const rightZone = "privatelink.vaultcore.azure.net";
const kv = vault({ publicNetworkAccess: "Disabled" });
const hub = virtualNetwork("hub", { endpoints: false, tools: false });
const spoke = virtualNetwork("spoke", { app: false });
const endpoint = privateEndpoint(subnetId("hub", "endpoints"));

function zone(name = rightZone): JsonObject {
  return { type: "Microsoft.Network/privateDnsZones", apiVersion, name, location: "global" };
}

function link(network: string, name = rightZone): JsonObject {
  return {
    type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    apiVersion,
    name: `${name}/${network}`,
    properties: { virtualNetwork: { id: `[resourceId('Microsoft.Network/virtualNetworks', '${network}')]` } },
  };
}

function zoneGroup(name = rightZone): JsonObject {
  const id = `[resourceId('Microsoft.Network/privateDnsZones', '${name}')]`;
  return {
    type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    apiVersion: "2024-05-01",
    name: "pe/default",
    properties: { privateDnsZoneConfigs: [{ name: "vault", properties: { privateDnsZoneId: id } }] },
  };
}

const record: JsonObject = {
  type: "Microsoft.Network/privateDnsZones/A",
  apiVersion,
  name: `${rightZone}/kv`,
  properties: { ttl: 300, aRecords: [{ ipv4Address: "10.1.0.4" }] },
};

function answer(from: string, ...around: readonly JsonObject[]): string {
  const { verdict, reason, notes } = ask(template([kv, hub, spoke, endpoint, ...around]), from);
  return [verdict, reason, ...notes].join(" ");
}

const through = "allowed ALLOW_PRIVATE_ENDPOINT";
const hidden = `${through} NOTE_DNS_NOT_VISIBLE`;
const denied = "denied DENY_PUBLIC_ACCESS_DISABLED";
const unclear = "depends DEPENDS_EXPRESSION NOTE_DNS_NOT_VISIBLE";

function peering(from: string, to: string): JsonObject {
  return {
    type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    apiVersion: "2024-05-01",
    name: `${from}/to-${to}`,
    properties: {
      remoteVirtualNetwork: { id: `[resourceId('Microsoft.Network/virtualNetworks', '${to}')]` },
      allowVirtualNetworkAccess: true,
    },
  };
}

const peered = [peering("hub", "spoke"), peering("spoke", "hub")];

describe("a caller beside a private endpoint", () => {
  it("comes through it, and DNS is not to be seen unless declared", () => {
    expect(answer("subnet:tools")).toBe(hidden);
    expect(answer("subnet:tools", zone(), zoneGroup(), link("hub"))).toBe(through);
    expect(answer("subnet:tools", zone(), record, link("hub"))).toBe(through);
    expect(answer("subnet:tools", zoneGroup(), link("hub"))).toBe(through);
  });

  it.each([
    ["the zone is not linked", [zone(), zoneGroup()], denied],
    ["another network is linked", [zone(), zoneGroup(), link("spoke")], denied],
    ["nothing is registered in the linked zone", [zone(), link("hub")], unclear],
    [
      "the zone is the wrong one",
      [
        zone("privatelink.vault.azure.net"),
        zoneGroup("privatelink.vault.azure.net"),
        link("hub", "privatelink.vault.azure.net"),
      ],
      denied,
    ],
  ])("gets the public address where %s", (_, around, expected) => {
    expect(answer("subnet:tools", ...around)).toBe(expected);
  });
});

describe("a record that may not be in the linked zone", () => {
  const unknown = { parameters: { unknown: { type: "string" }, isOn: { type: "bool" } } };
  const resources = [kv, hub, endpoint, zone(), link("hub")];

  it("is none if it is not deployed", () => {
    expect(answer("subnet:tools", zone(), link("hub"), { ...record, condition: false })).toBe(unclear);
  });

  it.each([
    ["whether it is deployed", { ...record, condition: "[parameters('isOn')]" }],
    ["its zone", { ...record, name: "[concat(parameters('unknown'), '/kv')]" }],
  ])("depends on %s", (_, perhaps) => {
    const { verdict, because } = ask(template([...resources, perhaps], unknown), "subnet:tools");
    expect(verdict).toBe("depends");
    expect(because).toHaveLength(1);
  });
});

it("may come through a linked zone whose name is not known", () => {
  const ofZone = (name: string): string => {
    const linked = { ...link("hub"), name: `[concat(${name}, '/hub')]` };
    const parameters = { unknown: { type: "string" } };
    return ask(template([kv, hub, endpoint, zone(), linked], { parameters }), "subnet:tools").verdict;
  };
  expect(ofZone("parameters('unknown')")).toBe("depends");
  expect(ofZone("'privatelink.blob.core.windows.net'")).toBe("denied");
});

describe("a ruleset of which not all is known", () => {
  const bicep = (ruleset: string, linkName: string): string => `param ruleset string
resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'hub'
  properties: { subnets: [{ name: 'tools', properties: { addressPrefix: '10.1.0.0/24' } }] }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv', properties: { publicNetworkAccess: 'Disabled' } }
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: hub.properties.subnets[0].id }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
resource rules 'Microsoft.Network/dnsForwardingRulesets@2022-07-01' ${ruleset}
resource link 'Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks@2022-07-01' = {
  name: '${linkName}/hub'
  properties: { virtualNetwork: { id: hub.id } }
}`;
  const written = "= { name: 'rules', location: 'westeurope', properties: {} }";
  const verdict = (text: string): string | undefined =>
    verdictsOf(analyzeFiles({ "main.bicep": text }), "subnet:tools")[0]?.verdict;

  it("may have a rule for vaults if it is only looked up", () => {
    expect(verdict(bicep(written, "rules"))).toBe("allowed");
    expect(verdict(bicep("existing = { name: 'rules' }", "rules"))).toBe("depends");
    expect(verdict(bicep("existing = { name: 'rules' }", "others"))).toBe("allowed");
    expect(verdict(bicep("existing = { name: 'rules' }", "${ruleset}"))).toBe("depends");
  });
});

describe("a caller in another network", () => {
  it("comes through where the zone is linked to its network", () => {
    expect(answer("subnet:app")).toMatch(denied);
    expect(answer("subnet:app", zone(), zoneGroup(), link("hub"))).toBe(denied);
    expect(answer("subnet:app", zone(), zoneGroup(), link("hub"), link("spoke"), ...peered)).toBe(through);
    expect(answer("subnet:app", zone(), record, link("spoke"), ...peered)).toBe(through);
  });

  it("may come through where the link may be deployed", () => {
    const perhaps = { ...link("spoke"), condition: "[parameters('join')]" };
    const root = template([kv, hub, spoke, endpoint, zone(), zoneGroup(), perhaps], {
      parameters: { join: { type: "object" } },
    });
    expect(ask(root, "subnet:app").verdict).toBe("depends");
  });

  it("has to be peered, and the step says so", () => {
    const root = template([kv, hub, spoke, endpoint, zone(), zoneGroup(), link("spoke")]);
    const { verdict, steps } = ask(root, "subnet:app");
    expect(verdict).toBe("depends");
    expect(steps.map((step) => english.gate(step.facts)).join(" ")).toContain(
      "no peering of their networks is declared here",
    );
  });
});
