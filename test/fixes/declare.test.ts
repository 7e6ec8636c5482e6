import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { FixTitle } from "../../server/src/core/fixes/fix-title.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { variations } from "../rules/harness/variations.ts";
import { titleOf } from "../support/said.ts";
import { apply, lettingIn, open, type Syntax, syntaxes, verdict } from "./scene.ts";

const source = "subnet:vnet/db";

function applied(text: string, syntax: Syntax, kind: FixTitle["kind"], from = source): string {
  const fix = lettingIn(text, syntax, from).find(({ title }) => title.kind === kind);
  if (!fix) throw new Error(`${kind} is not offered`);
  return apply(text, syntax, fix);
}

function kinds(text: string, syntax: Syntax, from = source): readonly string[] {
  return lettingIn(text, syntax, from).map(({ title }) => title.kind);
}

function codes(text: string, syntax: Syntax): readonly string[] {
  return check(open(text, syntax).analysis).map(({ code }) => code);
}

function problems(text: string, syntax: Syntax): number {
  return open(text, syntax).analysis.problems.length;
}

describe.each(syntaxes)("a private endpoint in %s", (syntax) => {
  const text = readFileSync(fileURLToPath(new URL(`closed.${syntax}`, import.meta.url)), "utf8");
  const after = applied(text, syntax, "add-private-endpoint");

  it("lets the network in, with what it needs of DNS, and is not offered again", () => {
    expect(verdict(text, syntax, source)).toBe("denied");
    expect(verdict(after, syntax, source)).toBe("allowed");
    expect(verdict(after, syntax, "subnet:vnet/app")).toBe("allowed");
    expect(verdict(after, syntax, "internet")).toBe("denied");
    expect(codes(after, syntax)).toEqual(codes(text, syntax));
    expect(kinds(after, syntax)).not.toContain("add-private-endpoint");
  });

  it("is declared behind the vault, and changes nothing else", () => {
    expect(problems(after, syntax)).toBe(0);
    const lines = after.split("\n");
    let at = 0;
    for (const line of text.split("\n")) {
      at = lines.indexOf(line, at) + 1;
      expect(at, line).toBeGreaterThan(0);
    }
    const [, behind = ""] = after.split("nobody gets in");
    expect(behind.trimStart()).toMatch(/^(?:\{\s*"type": "M|resource \S+ 'M|resource ")[^]*?[zZ]one/);
    expect(after.indexOf("privatelink")).toBeLessThan(after.lastIndexOf("10.0.1.0/24"));
  });

  it.each(variations.filter(({ isExact }) => isExact))("keeps $name", ({ of }) => {
    const varied = of(text, syntax);
    expect(applied(varied, syntax, "add-private-endpoint")).toBe(of(after, syntax));
  });

  it("takes the version that the file has, and names that are free", () => {
    const named: Readonly<Record<Syntax, string>> = {
      json: text,
      bicep: `${text}\nparam kvEndpoint string = ''\nvar vaultZone = 1\n`,
      tf: `${text}\nresource "azurerm_private_endpoint" "kv_endpoint" {\n  name = "other"\n}\n`,
    };
    const again = applied(named[syntax], syntax, "add-private-endpoint");
    const expected: Readonly<Record<Syntax, readonly string[]>> = {
      json: [`"2024-05-01"`, `"location": "[parameters('location')]"`],
      bicep: [
        "resource kvEndpoint2 ",
        "resource vaultZone2 ",
        "privateDnsZoneId: vaultZone2.id",
        "location: location",
      ],
      tf: [`"azurerm_private_endpoint" "kv_endpoint_2"`, 'location            = "westeurope"\n  subnet_id'],
    };
    for (const part of expected[syntax]) expect(again).toContain(part);
    expect(verdict(again, syntax, source)).toBe("allowed");
  });
});

it.each([
  [
    "json",
    (text: string) =>
      text.replace('"name": "vnet",', '"name": "vnet",\n      "condition": "[equals(1, 1)]",'),
  ],
  ["bicep", (text: string) => text.replace("@2023-11-01' = {", "@2023-11-01' = if (1 == 1) {")],
  [
    "bicep",
    (text: string) =>
      text.replace(
        /resource vnet[^]*?\n\}\n/,
        "resource vnet 'Microsoft.Network/virtualNetworks@2023-11-01' existing = {\n  name: 'vnet'\n}\n",
      ),
  ],
  ["tf", (text: string) => text.replace("address_space ", 'dns_servers = ["10.9.9.9"]\n  address_space ')],
] as const)("none is offered where its place is not certain, in %s", (syntax, vary) => {
  const text = readFileSync(fileURLToPath(new URL(`closed.${syntax}`, import.meta.url)), "utf8");
  expect(vary(text)).not.toBe(text);
  expect(kinds(vary(text), syntax)).not.toContain("add-private-endpoint");
});

it("is declared under symbolic names where a template has them", () => {
  const text = readFileSync(fileURLToPath(new URL("closed.json", import.meta.url)), "utf8");
  const symbolic = JSON.parse(text.replace(/^ *\/\/.*| \/\/ nobody.*/gm, "")) as {
    resources: readonly object[];
  };
  const [vnet, kv, db] = symbolic.resources;
  const json = JSON.stringify({ languageVersion: "2.0", ...symbolic, resources: { vnet, kv, db } }, null, 2);
  const after = applied(json, "json", "add-private-endpoint");
  const { resources } = JSON.parse(after) as { resources: Readonly<Record<string, { dependsOn?: unknown }>> };
  expect(Object.keys(resources)).toEqual([
    "vnet",
    "kv",
    "vaultZone",
    "vnetZoneLink",
    "kvEndpoint",
    "kvZoneGroup",
    "db",
  ]);
  expect(resources["kvZoneGroup"]?.dependsOn).toEqual(["kvEndpoint", "vaultZone"]);
  expect(verdict(after, "json", source)).toBe("allowed");
});

it("is declared with azapi where the vault is", () => {
  const text = readFileSync(fileURLToPath(new URL("closed.tf", import.meta.url)), "utf8").replace(
    /resource "azurerm_key_vault"[^]*?\n\}/,
    `resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"
  body = {
    properties = { publicNetworkAccess = "Disabled" }
  }
}

resource "azurerm_resource_group" "rg" {
  name     = "rg"
  location = "westeurope"
}`,
  );
  const after = applied(text, "tf", "add-private-endpoint");
  expect(after).toContain(`resource "azapi_resource" "kv_endpoint" {
  type      = "Microsoft.Network/privateEndpoints@2024-05-01"
  name      = "pe-kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      subnet = {
        id = azurerm_subnet.db.id
      }
      privateLinkServiceConnections = [
        {
          name = "vault"
          properties = {
            privateLinkServiceId = azapi_resource.kv.id
            groupIds             = ["vault"]
          }
        }
      ]
    }
  }
}
`);
  expect(verdict(after, "tf", source)).toBe("allowed");
  const encoded = text.replace(/body = (\{[^]*?\n {2}\})/, "body = jsonencode($1)");
  expect(applied(encoded, "tf", "add-private-endpoint")).toContain(
    "  body = jsonencode({\n    properties = {\n      subnet",
  );
});

describe.each(syntaxes)("the zone of a private endpoint in %s", (syntax) => {
  const text = readFileSync(fileURLToPath(new URL(`hub.${syntax}`, import.meta.url)), "utf8");

  it("is linked to a network that is peered with it", () => {
    expect(verdict(text, syntax, source)).toBe("denied");
    const after = applied(text, syntax, "link-zone");
    expect(verdict(after, syntax, source)).toBe("allowed");
    expect(kinds(after, syntax)).not.toContain("link-zone");
    expect(problems(after, syntax)).toBe(0);
  });

  it("is not linked to one that is not connected", () => {
    const apart = text.replace(/(allow_?virtual_?network_?access"?\s*[:=]\s*)true/gi, "$1false");
    expect(apart).not.toBe(text);
    expect(kinds(apart, syntax)).not.toContain("link-zone");
  });
});

it("an A record is added where the endpoint is registered in another zone", () => {
  const zone = (name: string, network: string): string => `
resource "azurerm_private_dns_zone" "${name}" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "${name}"
}

resource "azurerm_private_dns_zone_virtual_network_link" "${name}" {
  name                  = "${name}"
  resource_group_name   = "${name}"
  private_dns_zone_name = azurerm_private_dns_zone.${name}.name
  virtual_network_id    = azurerm_virtual_network.${network}.id
}
`;
  const text = `${readFileSync(fileURLToPath(new URL("hub.tf", import.meta.url)), "utf8").replace(
    /resource "azurerm_private_dns_zone[^]*?\n\}\n/g,
    "",
  )}${zone("zone", "hub")}${zone("spoke", "vnet")}`;
  expect(verdict(text, "tf", source)).toBe("denied");
  const after = applied(text, "tf", "add-record");
  expect(after).toContain(`resource "azurerm_private_dns_a_record" "kv_record" {
  name                = azurerm_key_vault.kv.name
  resource_group_name = "spoke"
  zone_name           = azurerm_private_dns_zone.spoke.name
  ttl                 = 300
  records             = [azurerm_private_endpoint.pe.private_service_connection[0].private_ip_address]
}
`);
  expect(verdict(after, "tf", source)).toBe("allowed");
});

it("an A record is declared in the nested template of its zone, where the address is written", () => {
  const [Z, name] = ["Microsoft.Network/privateDnsZones", "privatelink.vaultcore.azure.net"];
  const network = (id: string): string => `[resourceId('Microsoft.Network/virtualNetworks', '${id}')]`;
  const nested = (group: string, id: string): object => ({
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: group,
    resourceGroup: group,
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { networkId: { value: network(id) } },
      template: {
        contentVersion: "1.0.0.0",
        parameters: { networkId: { type: "string" } },
        resources: [
          { type: Z, apiVersion: "2020-06-01", name, location: "global" },
          {
            type: `${Z}/virtualNetworkLinks`,
            apiVersion: "2020-06-01",
            name: `${name}/network`,
            location: "global",
            properties: { virtualNetwork: { id: "[parameters('networkId')]" } },
          },
        ],
      },
    },
  });
  const template = JSON.parse(readFileSync(fileURLToPath(new URL("hub.json", import.meta.url)), "utf8")) as {
    resources: readonly {
      readonly type: string;
      readonly properties: object;
      readonly resources?: unknown;
    }[];
  };
  const ip = {
    name: "ip",
    properties: { groupId: "vault", memberName: "default", privateIPAddress: "10.1.0.4" },
  };
  const resources = template.resources
    .filter(({ type }) => !type.startsWith(Z))
    .map((each) =>
      each.resources ? { ...each, properties: { ...each.properties, ipConfigurations: [ip] } } : each,
    );
  const text = JSON.stringify(
    { ...template, resources: [...resources, nested("zones-hub", "hub"), nested("zones-spoke", "vnet")] },
    null,
    2,
  ).replace(`"privateDnsZoneId": "[resourceId(`, `"privateDnsZoneId": "[resourceId('zones-hub', `);
  const after = applied(text, "json", "add-record");
  expect(after.split('"zones-spoke"').at(-1)).toContain(`"name": "${name}/kv",
              "dependsOn": [
                "[resourceId('${Z}', '${name}')]"
              ],
              "properties": {
                "ttl": 300,
                "aRecords": [
                  {
                    "ipv4Address": "10.1.0.4"
                  }
                ]
              }`);
  expect(verdict(after, "json", source)).toBe("allowed");
});

it("a zone does not refer to the endpoint that waits for it", () => {
  const text = readFileSync(fileURLToPath(new URL("hub.tf", import.meta.url)), "utf8")
    .replace(/resource "azurerm_private_dns_zone[^]*?\n\}\n/g, "")
    .replace(/\n {2}private_dns_zone_group[^]*?\n {2}\}\n/, "");
  const from = "subnet:hub/endpoints";
  const after = applied(text, "tf", "register-endpoint", from);
  expect(after).toMatch(/"azurerm_private_dns_zone" "vault_zone" \{\n.*\n {2}resource_group_name = "rg"\n/);
  const repeated = text
    .replace('"pe" {\n', '"pe" {\n  for_each            = { rg = "pe" }\n')
    .replace(/("pe" \{[^]*?resource_group_name = )"rg"/, "$1each.key");
  expect(kinds(repeated, "tf", from)).not.toContain("register-endpoint");
});

it.each([
  [
    "is delegated",
    "delegations: [{ name: 'web', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]",
    "app",
  ],
  ["is not", "serviceEndpoints: []", "db"],
])("is in a subnet that is given to no service: that of the caller %s", (_, properties, subnet) => {
  const text = readFileSync(fileURLToPath(new URL("closed.bicep", import.meta.url)), "utf8").replace(
    "addressPrefix: '10.0.1.0/24'",
    `addressPrefix: '10.0.1.0/24', ${properties}`,
  );
  const title = lettingIn(text, "bicep", source)
    .map((fix) => fix.title)
    .find(({ kind }) => kind === "add-private-endpoint");
  expect(title).toMatchObject({ subnet: `vnet/${subnet}` });
});

it("titles say who is allowed", () => {
  const text = readFileSync(fileURLToPath(new URL("closed.bicep", import.meta.url)), "utf8");
  expect(lettingIn(text, "bicep", source).map(titleOf)).toContain(
    "Add a private endpoint for 'kv' in vnet/db (allows the network, registers it in a new private DNS zone)",
  );
});
