import { describe, expect, test } from "vitest";
import { workspace } from "./workspace.ts";

type Files = Readonly<Record<string, string>>;

const bicep = (integration: string): string => `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'func', properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }
      { name: 'other', properties: { addressPrefix: '10.0.1.0/24' } }
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv1'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: vnet.properties.subnets[0].id }] } }
}
resource fn 'Microsoft.Web/sites@2023-12-01' = {
  name: 'fn'
  kind: 'functionapp'
  identity: { type: 'SystemAssigned' }
  properties: {
    ${integration}
    vnetRouteAllEnabled: true
    siteConfig: { appSettings: [{ name: 'DB', value: '@Microsoft.KeyVault(VaultName=kv1;SecretName=db)' }] }
  }
}
`;

const subnetId = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'func')]";
const arm = (isIntegrated: boolean): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-05-01",
        name: "vnet",
        properties: {
          addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
          subnets: [
            {
              name: "func",
              properties: {
                addressPrefix: "10.0.0.0/24",
                serviceEndpoints: [{ service: "Microsoft.KeyVault" }],
              },
            },
            { name: "other", properties: { addressPrefix: "10.0.1.0/24" } },
          ],
        },
      },
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2024-11-01",
        name: "kv1",
        properties: {
          networkAcls: {
            defaultAction: "Deny",
            bypass: "None",
            virtualNetworkRules: [{ id: subnetId }],
          },
        },
      },
      {
        type: "Microsoft.Web/sites",
        apiVersion: "2023-12-01",
        name: "fn",
        kind: "functionapp",
        identity: { type: "SystemAssigned" },
        properties: {
          ...(isIntegrated ? { virtualNetworkSubnetId: subnetId } : {}),
          vnetRouteAllEnabled: true,
          siteConfig: {
            appSettings: [{ name: "DB", value: "@Microsoft.KeyVault(VaultName=kv1;SecretName=db)" }],
          },
        },
      },
    ],
  });

const terraform = (integration: string, more = ""): string => `
resource "azurerm_virtual_network" "vnet" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "func" {
  name                 = "func"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}
resource "azurerm_subnet" "other" {
  name                 = "other"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_key_vault" "kv" {
  name = "kv1"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [azurerm_subnet.func.id]
  }
}
resource "azurerm_linux_function_app" "fn" {
  name = "fn"
  ${integration}
  identity { type = "SystemAssigned" }
  site_config { vnet_route_all_enabled = true }
  app_settings = { DB = "@Microsoft.KeyVault(VaultName=kv1;SecretName=db)" }
}
${more}`;

/** A function app that has its integration with a network, and then has not. */
const sides: readonly (readonly [syntax: string, before: Files, after: Files])[] = [
  [
    "Bicep",
    { "main.bicep": bicep("virtualNetworkSubnetId: vnet.properties.subnets[0].id") },
    { "main.bicep": bicep("") },
  ],
  ["ARM JSON", { "main.json": arm(true) }, { "main.json": arm(false) }],
  [
    "Terraform",
    { "main.tf": terraform("virtual_network_subnet_id = azurerm_subnet.func.id") },
    { "main.tf": terraform("") },
  ],
];

function diff(before: Files, after: Files, ...argv: readonly string[]) {
  const under = (folder: string, files: Files): readonly (readonly [string, string])[] =>
    Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]);
  const at = workspace(Object.fromEntries([...under("old", before), ...under("new", after)]));
  try {
    const all = ["diff", "./new", "--base", at.path("old"), ...argv] as const;
    return {
      ...at.json(...all),
      text: at.run(...all).out,
      comment: at.run(...all, "--format", "comment").out,
    };
  } finally {
    at.remove();
  }
}

describe.each(sides)("a consumer that loses its network in %s", (_, before, after) => {
  const { report, text, comment } = diff(before, after);
  const [change, ...more] = report.changes.filter(({ from }) => from.startsWith("consumer:"));

  test("is compared", () => {
    expect(more).toEqual([]);
    expect(change).toMatchObject({ kind: "changed", before: "allowed", after: "denied" });
    expect(comment).toContain(
      `| ${change?.from.replaceAll("_", "\\_") ?? ""} | kv1 | ✓ Allowed | ⊘ Denied |`,
    );
  });

  test("is compared in the other direction, and not listed where nothing changes", () => {
    expect(diff(after, before).report.changes).toContainEqual(
      expect.objectContaining({ from: change?.from, before: "denied", after: "allowed" }),
    );
    const same = diff(after, after);
    expect(same.report.changes).toEqual([]);
    expect(same.text).not.toMatch(/no change/i);
    expect(same.comment).not.toMatch(/no change/i);
  });

  test("and what is not compared is listed everywhere", () => {
    const [left] = report.notCompared ?? [];
    expect(report.notCompared).toHaveLength(1);
    expect(left).toMatch(/^subnet:.*other$/);
    expect(text).toContain(`Not compared: ${left ?? ""}.`);
    expect(comment).toContain(`Not compared: ${left ?? ""}.`);
  });

  test("and those that were not asked for are left out, but not those that were", () => {
    const asked = diff(before, after, "--from", "internet").report;
    expect(asked.changes).toEqual([]);
    expect(asked.notCompared).toContain(change?.from);
    const { notCompared } = diff(before, after, "--from", change?.from ?? "").report;
    expect(notCompared).not.toContain(change?.from);
    expect(notCompared?.every((each) => each.startsWith("subnet:"))).toBe(true);
  });
});

describe("callers that cannot be compared", () => {
  const secret = `resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
`;
  const pipeline = "steps:\n  - script: az keyvault secret show --vault-name kv1 --name s\n";

  test("are the machine that runs Terraform and the jobs of pipelines", () => {
    const files = { "main.tf": terraform("", secret), "azure-pipelines.yml": pipeline };
    const { report, text } = diff(files, files);
    expect(report.notCompared).toEqual([
      "subnet:vnet/other",
      "Terraform",
      "pipeline:new/azure-pipelines.yml",
    ]);
    expect(text).toMatch(/^The callers that were compared have the same access\.\nNot compared: /);
  });

  test("are not listed where no vault is declared, and a long list is cut in text", () => {
    const { report: none } = diff({ "a.tf": secret }, { "a.tf": secret });
    expect(none.notCompared).toEqual([]);
    const subnets = Array.from(
      { length: 14 },
      (_, index) => `resource "azurerm_subnet" "s${String(index)}" {
  name                 = "s${String(index)}"
  virtual_network_name = "vnet"
}
`,
    ).join("");
    const files = { "main.tf": terraform("", subnets) };
    const { report, text, comment } = diff(files, files);
    expect(report.notCompared?.length).toBe(15);
    for (const said of [text, comment]) expect(said).toMatch(/Not compared: [^\n]* and 5 more\.\n/);
  });
});
