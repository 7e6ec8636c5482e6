import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ChangesOfAccessResult } from "../../server/src/protocol/changes-of-access.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";
const template = `param rules array
param access string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: access
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: rules }
  }
}
`;
const values = (address: string, access = "Enabled"): string =>
  `using 'main.bicep'\nparam rules = [\n  { value: '${address}' }\n]\nparam access = '${access}'\n`;

async function changesIn(
  environments: readonly string[],
  test = values("198.51.100.2"),
): Promise<ChangesOfAccessResult["changes"]> {
  const editor = await editorOf({
    [main]: template,
    "file:///w/main.dev.bicepparam": values("198.51.100.1"),
    "file:///w/main.prod.bicepparam": values("203.0.113.9"),
    "file:///w/main.test.bicepparam": test,
  });
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  const { changes } = await editor.request<ChangesOfAccessResult>(serverRequests.changesOfAccess, {
    from: "203.0.113.9",
    to: { root: main, key: vaults[0]?.key },
    expect: "allow",
    environments,
  });
  return changes;
}

it("are made in the files of all environments of a row at once", async () => {
  const changes = await changesIn(["dev", "test"]);
  expect(changes.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Add 203\.0\.113\.9\/32 to ipRules of 'kv'(?!.* in dev)/),
  ]);
  const [change] = changes;
  expect(change?.documents.map(({ uri, text }) => [uri, text.includes("'203.0.113.9/32'")])).toEqual([
    ["file:///w/main.dev.bicepparam", true],
    ["file:///w/main.test.bicepparam", true],
  ]);
  expect(change?.documents.map(({ before }) => before)).toEqual([
    values("198.51.100.1"),
    values("198.51.100.2"),
  ]);
});

it("say in which environments they do it, where they do not in all", async () => {
  const changes = await changesIn(["dev", "test"], values("198.51.100.2", "Disabled"));
  const titles = changes.map(({ title }) => title);
  expect(titles).toContainEqual(
    expect.stringMatching(/^Add 203\.0\.113\.9\/32 to ipRules of 'kv'.* in dev$/),
  );
});

const network = (
  table: string,
  group: string,
): string => `resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg'
  properties: {
    securityRules: [${group}]
  }
}
resource rt 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
  properties: { routes: [${table}] }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: [ '10.0.0.0/16' ] }
    subnets: [
      { name: 'app', properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: nsg.id }, routeTable: { id: rt.id } } }
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`;
const deny =
  "{ name: 'deny', properties: { priority: 200, access: 'Deny', direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } }";
const toNowhere =
  "{ name: 'all', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } }, { name: 'vaults', properties: { addressPrefix: 'AzureKeyVault', nextHopType: 'None' } }";

async function changesOf(text: string): Promise<ChangesOfAccessResult["changes"]> {
  const editor = await editorOf({ [main]: text });
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  const { changes } = await editor.request<ChangesOfAccessResult>(serverRequests.changesOfAccess, {
    from: "subnet:app",
    to: { root: main, key: vaults[0]?.key },
    expect: "allow",
    environments: [null],
  });
  return changes;
}

it("open the path before the vault", async () => {
  const [change, ...others] = await changesOf(network("", deny));
  expect(others).toEqual([]);
  expect(change?.title).toContain("AzureKeyVault");
  expect(change?.documents[0]?.text).toContain("destinationAddressPrefix: 'AzureKeyVault'");
});

it("are said in words, for the first gate, where more than one is closed", async () => {
  const changes = await changesOf(network(toNowhere, deny));
  expect(changes.map(({ title, documents }) => [title, documents])).toEqual([
    [expect.stringContaining("nsg"), []],
  ]);
});

it("say which link of a zone would lead to the private endpoint", async () => {
  const changes = await changesOf(`resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: [ '10.0.0.0/16' ] }
    subnets: [ { name: 'app', properties: { addressPrefix: '10.0.1.0/24' } } ]
  }
}
resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'hub'
  properties: {
    addressSpace: { addressPrefixes: [ '10.1.0.0/16' ] }
    subnets: [ { name: 'pe', properties: { addressPrefix: '10.1.1.0/24' } } ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: hub.properties.subnets[0].id }
    privateLinkServiceConnections: [ { name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: [ 'vault' ] } } ]
  }
  resource group 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [ { name: 'kv', properties: { privateDnsZoneId: zone.id } } ] }
  }
}
resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
  resource link 'virtualNetworkLinks' = {
    name: 'hub'
    location: 'global'
    properties: { virtualNetwork: { id: hub.id }, registrationEnabled: false }
  }
}
`);
  expect(changes.map(({ title }) => title)).toContain(
    "Link the private DNS zone with the record of 'kv' to the caller's network",
  );
});

/** Templates of a folder, whose root is `main.bicep`, and a question about a subnet. */
async function resultIn(
  files: Readonly<Record<string, string>>,
  from: string,
): Promise<ChangesOfAccessResult> {
  const editor = await editorOf(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`file:///w/${name}`, text])),
  );
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  return editor.request<ChangesOfAccessResult>(serverRequests.changesOfAccess, {
    from,
    to: { root: main, key: vaults[0]?.key },
    expect: "allow",
    environments: [null],
  });
}

const vnet = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: [ '10.0.0.0/16' ] }
    subnets: [ { name: 'app', properties: { addressPrefix: '10.0.1.0/24' } } ]
  }
}
`;

it("declare a private endpoint where a vault has no public access, and say where", async () => {
  const closed = `${vnet}resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled' }
}
`;
  const { changes, isTried } = await resultIn({ "main.bicep": closed }, "subnet:app");
  expect(isTried).toBe(true);
  expect(changes.map(({ title, places }) => [title, places])).toEqual([
    [expect.stringMatching(/^Allow subnet vnet\/app on 'kv'/), ["main.bicep:6"]],
    [expect.stringMatching(/^Add a private endpoint for 'kv' in vnet\/app/), ["main.bicep:12"]],
  ]);
  expect(changes[1]?.documents[0]?.text).toContain("'Microsoft.Network/privateEndpoints@");
});

it("turn on the service endpoint of a subnet that is listed, and add no second rule", async () => {
  const { changes } = await resultIn(
    {
      "main.bicep": `${vnet}resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [ { id: '\${vnet.id}/subnets/app', ignoreMissingVnetServiceEndpoint: true } ]
    }
  }
}
`,
    },
    "subnet:app",
  );
  const [change] = changes;
  expect(change?.title).toMatch(/^Add service endpoint Microsoft\.KeyVault to vnet\/app/);
  expect(change?.documents[0]?.text.match(/subnets\/app/g)).toHaveLength(1);
});

it("go through the arguments of a module, and name a subnet by the output of another", async () => {
  const { changes } = await resultIn(
    {
      "main.bicep": `module network 'network.bicep' = {
  name: 'network'
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    subnetIds: []
  }
}
`,
      "network.bicep": `${vnet.replace("'10.0.1.0/24'", "'10.0.1.0/24', serviceEndpoints: [ { service: 'Microsoft.KeyVault' } ]")}
output appSubnetId string = vnet.properties.subnets[0].id
`,
      "vault.bicep": `param subnetIds array
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: subnetIds }
  }
}
`,
    },
    "subnet:app",
  );
  expect(changes.map(({ places }) => places)).toEqual([["main.bicep:8"]]);
  expect(changes[0]?.documents[0]?.text).toContain(`    subnetIds: [
      {
        id: network.outputs.appSubnetId
      }
    ]`);
});

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "../fixes", name), "utf8");

it("link a zone instead of saying so", async () => {
  const { changes } = await resultIn({ "main.bicep": fixture("hub.bicep") }, "subnet:vnet/db");
  expect(changes.map(({ title }) => title).filter((title) => title.includes("zone"))).toEqual([
    "Link the private DNS zone to 'vnet' (allows the network through the private endpoint)",
  ]);
});

it("declare nothing in a module that is called twice", async () => {
  const module = `param tag string\n${fixture("closed.bicep")}`
    .replace("name: 'vnet'", "name: 'vnet-${tag}'")
    .replace("name: 'kv'", "name: 'kv-${tag}'");
  const call = (name: string): string =>
    `module ${name} 'closed.bicep' = {\n  name: '${name}'\n  params: { tag: '${name}' }\n}\n`;
  const declares = async (calls: string): Promise<boolean> => {
    const { changes } = await resultIn({ "main.bicep": calls, "closed.bicep": module }, "subnet:vnet-a/db");
    return changes.some(({ title }) => title.startsWith("Add a private endpoint"));
  };
  expect(await declares(call("a"))).toBe(true);
  expect(await declares(call("a") + call("b"))).toBe(false);
});

it("are made in the root that declares the network, where that is another one than the vault's", async () => {
  const group = "group-of-network";
  const { changes } = await resultIn(
    {
      "main.bicep": `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet'
  scope: resourceGroup('${group}')

  resource app 'subnets' existing = {
    name: 'app'
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [ { id: vnet::app.id } ]
    }
  }
}
`,
      "network/main.bicep": `targetScope = 'subscription'
resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${group}'
  location: 'westeurope'
}
module network 'network.bicep' = {
  name: 'network'
  scope: group
}
`,
      "network/network.bicep": vnet,
    },
    "subnet:vnet/app",
  );
  expect(changes.map(({ title, documents }) => [title, documents.map(({ uri }) => uri)])).toEqual([
    [expect.stringMatching(/^Add service endpoint/), ["file:///w/network/network.bicep"]],
  ]);
});

it("are not said to be tried where none is known", async () => {
  const vault =
    "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n  properties: { publicNetworkAccess: 'Disabled' }\n}\n";
  expect(await resultIn({ "main.bicep": vault }, "azure-devops")).toEqual({ changes: [], isTried: false });
});
