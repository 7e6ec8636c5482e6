import { describe, expect, test } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

type Files = Readonly<Record<string, string>>;

/** What `diff` reports of a change from some files to others. */
function changesFrom(before: Files, after: Files, look?: (at: Workspace) => void): readonly string[] {
  const under = (folder: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
  const at = workspace({ ...under("old", before), ...under("new", after) });
  try {
    look?.(at);
    const { report } = at.json("diff", "./new", "--base", at.path("old"));
    return report.changes
      .filter(({ repeats }) => !repeats)
      .map(
        ({ kind, from, vault, before: was, after: is }) =>
          `${kind} ${from} ${vault} ${String(was)}→${String(is)}`,
      );
  } finally {
    at.remove();
  }
}

const rules = "networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '203.0.113.7' }] }";
const vault = (symbol: string, name: string): string =>
  `resource ${symbol} 'Microsoft.KeyVault/vaults@2024-11-01' = { name: ${name}, properties: { ${rules} } }\n`;
const terraform = (label: string, more = ""): string => `resource "azurerm_key_vault" "${label}" {
  name = "kv"
  ${more}
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.7"]
  }
}
`;

describe("a vault of the same name", () => {
  test.each<readonly [string, Files, Files]>([
    ["with another symbol", { "a.bicep": vault("kv", "'kv'") }, { "a.bicep": vault("shop", "'KV'") }],
    ["in a renamed file", { "a.bicep": vault("kv", "'kv'") }, { "b.bicep": vault("kv", "'kv'") }],
    [
      "in a module",
      { "a.bicep": vault("kv", "'kv'") },
      { "a.bicep": "module m 'm.bicep' = {}\n", "m.bicep": vault("kv", "'kv'") },
    ],
    ["with a count", { "a/main.tf": terraform("kv") }, { "a/main.tf": terraform("kv", "count = 1") }],
    ["that was moved", { "a/main.tf": terraform("kv") }, { "a/main.tf": terraform("shop") }],
    [
      "with the same symbol, if one is not known",
      { "a.bicep": `param name string\n${vault("kv", "name")}` },
      { "a.bicep": vault("kv", "'kv'") },
    ],
  ])("%s is the same", (_, before, after) => {
    expect(changesFrom(before, after)).toEqual([]);
  });

  test("that changes is compared, wherever it is declared", () => {
    const open = vault("shop", "'kv'").replace("'Deny'", "'Allow'");
    expect(changesFrom({ "a.bicep": vault("kv", "'kv'") }, { "b.bicep": open })).toEqual([
      "changed internet shop denied→allowed",
      "changed trusted services shop denied→allowed",
    ]);
  });
});

test("a vault with another name is another one, and one that is not reached gains and loses nothing", () => {
  const [before, after] = [vault("kv", "'kv-old'"), vault("kv", "'kv-new'")];
  const changes = changesFrom({ "a.bicep": before }, { "a.bicep": after }, (at) => {
    const argv = ["diff", "./new", "--base", at.path("old"), "--format", "comment"];
    const comment = at.run(...argv).out;
    expect(comment).toContain(
      "**1 caller gains access to kv-new**: public addresses; no caller loses access; proved for",
    );
    expect(comment).toContain(
      "| public addresses | kv-new | no vault | ? Partial (+1 address: 203.0.113.7/32) | `new/a.bicep:1` |",
    );
    expect(comment).toContain("| public addresses | kv-old | ? Partial | no vault | `old/a.bicep:1` |");
    expect(comment).not.toContain("internet");
    expect(at.run(...argv, "--from", "internet").out).toContain(
      "The callers that were compared have the same access.",
    );
  });
  expect(changes).toEqual([
    "added internet kv null→denied",
    "added 203.0.113.7 kv null→allowed",
    "added public addresses kv null→partial",
    "removed internet kv denied→null",
    "removed 203.0.113.7 kv allowed→null",
    "removed public addresses kv partial→null",
  ]);
});

const network = (more = ""): string => `resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg'
  properties: { securityRules: [${more}] }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.1.0/24'
          privateEndpointNetworkPolicies: 'Enabled'
          networkSecurityGroup: { id: nsg.id }
        }
      }
      { name: 'app', properties: { addressPrefix: '10.0.2.0/24' } }
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;
const endpoint = `resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'endpoint'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [
      { name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }
    ]
  }
}
`;
const denyAll = `{ name: 'deny', properties: {
  priority: 100, direction: 'Inbound', access: 'Deny', protocol: '*'
  sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*'
} }`;
const perimeter = (prefix: string): string => `${network().slice(network().indexOf("resource kv"))}
resource nsp 'Microsoft.Network/networkSecurityPerimeters@2024-10-01' = { name: 'nsp' }
resource profile 'Microsoft.Network/networkSecurityPerimeters/profiles@2024-10-01' = { parent: nsp, name: 'profile' }
resource rule 'Microsoft.Network/networkSecurityPerimeters/profiles/accessRules@2024-10-01' = {
  parent: profile
  name: 'rule'
  properties: { direction: 'Inbound', addressPrefixes: ['${prefix}'] }
}
resource association 'Microsoft.Network/networkSecurityPerimeters/resourceAssociations@2024-10-01' = {
  parent: nsp
  name: 'association'
  properties: { privateLinkResource: { id: kv.id }, profile: { id: profile.id }, accessMode: 'Enforced' }
}
`;

describe("a change is reported", () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    [
      "of private endpoints",
      network() + endpoint,
      network(),
      [
        "changed subnet:vnet/app kv allowed→denied",
        "changed subnet:vnet/endpoints kv allowed→denied",
        "changed privateEndpoint:endpoint kv allowed→denied",
      ],
    ],
    [
      "of the subnets that can reach them",
      network() + endpoint,
      network().replace("      { name: 'app', properties: { addressPrefix: '10.0.2.0/24' } }\n", "") +
        endpoint,
      ["changed subnet:vnet/app kv allowed→null"],
    ],
    [
      "of the security group around them",
      network() + endpoint,
      network(denyAll) + endpoint,
      ["changed subnet:vnet/app kv allowed→denied", "changed subnet:vnet/endpoints kv allowed→denied"],
    ],
    [
      "of rules of a perimeter",
      perimeter("198.51.100.0/24"),
      perimeter("203.0.113.0/24"),
      ["changed 203.0.113.0/24 kv denied→allowed", "changed 198.51.100.0/24 kv allowed→denied"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(changesFrom({ "a.bicep": before }, { "a.bicep": after })).toEqual(expected);
  });

  test("of a subnet that is no longer declared, which is not a vault", () => {
    const without = network().replace("name: 'app'", "name: 'web'") + endpoint;
    changesFrom({ "a.bicep": network() + endpoint }, { "a.bicep": without }, (at) => {
      const { out } = at.run("diff", "./new", "--base", at.path("old"), "--format", "comment");
      expect(out).toContain("| subnet:vnet/app | kv | ✓ Allowed | no such caller |");
      expect(out).toContain("| subnet:vnet/web | kv | no such caller | ✓ Allowed |");
    });
  });
});
