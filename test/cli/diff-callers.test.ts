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

  test("and nothing is left out", () => {
    expect(report.notCompared).toEqual([]);
    for (const said of [text, comment]) expect(said).not.toContain("Not compared");
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

const secret = `resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
`;
const hosted = "  - script: az keyvault secret show --vault-name kv1 --name s\n";
const pipelineOf = (pool: string, steps = hosted): string => `pool: ${pool}\nsteps:\n${steps}`;
const job = "pipeline:new/azure-pipelines.yml";

const closed: Readonly<Record<string, string>> = {
  "main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv1'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
resource other 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv2'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`,
  "main.json": JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: ["kv1", "kv2"].map((name) => ({
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2024-11-01",
      name,
      properties: { networkAcls: { defaultAction: "Deny", bypass: "None" } },
    })),
  }),
  "main.tf": ["kv1", "kv2"]
    .map(
      (name) => `resource "azurerm_key_vault" "${name}" {
  name = "${name}"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
`,
    )
    .join(""),
  "azapi.tf": ["kv1", "kv2"]
    .map(
      (name) => `resource "azapi_resource" "${name}" {
  type = "Microsoft.KeyVault/vaults@2024-11-01"
  name = "${name}"
  body = { properties = { networkAcls = { defaultAction = "Deny", bypass = "None" } } }
}
`,
    )
    .join(""),
};
const changesOf = (before: Files, after: Files) =>
  diff(before, after).report.changes.map(({ from, vaultName, kind, before: was, after: is }) => ({
    ...{ from, vaultName, kind, was, is },
  }));

describe.each(Object.entries(closed))("jobs beside %s", (file, text) => {
  const opened = text.replaceAll("Deny", "Allow");
  const files = (template: string, pipeline?: string): Files => ({
    [file]: template,
    ...(pipeline === undefined ? {} : { "azure-pipelines.yml": pipeline }),
  });
  const ofJob = (before: Files, after: Files) =>
    changesOf(before, after).filter(({ from }) => from.startsWith("pipeline:"));

  test("are compared, at the vault that they call only", () => {
    const pipeline = pipelineOf("{ vmImage: ubuntu-latest }");
    expect(ofJob(files(opened, pipeline), files(text, pipeline))).toEqual([
      { from: job, vaultName: "kv1", kind: "changed", was: "allowed", is: "denied" },
    ]);
    expect(changesOf(files(text, pipeline), files(text, pipeline))).toEqual([]);
  });

  test("that are only on one side have no verdict on the other", () => {
    const pipeline = pipelineOf("{ vmImage: ubuntu-latest }");
    expect(ofJob(files(opened), files(opened, pipeline))).toEqual([
      { from: job, vaultName: "kv1", kind: "changed", was: null, is: "allowed" },
    ]);
    expect(ofJob(files(opened, pipeline), files(opened))).toEqual([
      { from: job, vaultName: "kv1", kind: "changed", was: "allowed", is: null },
    ]);
  });

  test("are not compared if they use only the control plane, or if their vault is unknown", () => {
    for (const steps of [
      "  - script: az keyvault show --name kv1\n",
      "  - script: az keyvault secret show --vault-name $(somewhere) --name s\n",
      "  - script: az keyvault secret show --vault-name kv3 --name s\n",
    ]) {
      const pipeline = pipelineOf("{ vmImage: ubuntu-latest }", steps);
      expect(ofJob(files(opened, pipeline), files(text, pipeline))).toEqual([]);
    }
  });

  test("of which nothing says where they run are listed as not compared", () => {
    const pipeline = pipelineOf("ours");
    const { report, text: said, comment } = diff(files(opened, pipeline), files(text, pipeline));
    expect(report.changes.filter(({ from }) => from === job)).toEqual([]);
    expect(report.notCompared).toEqual([job]);
    for (const each of [said, comment]) expect(each).toContain(`Not compared: ${job}.`);
  });
});

describe("the machine that runs Terraform", () => {
  const runner = "consumer:azurerm_key_vault_secret.s";
  const vault = (action: string, more = ""): string =>
    `${closed["main.tf"]?.replaceAll("Deny", action) ?? ""}${more.replaceAll(".kv.", ".kv1.")}`;

  test("is compared at the vaults that it calls", () => {
    const [before, after] = ["Allow", "Deny"].map((action) => ({ "main.tf": vault(action, secret) }));
    expect(changesOf(before ?? {}, after ?? {}).filter(({ from }) => from === runner)).toEqual([
      {
        from: runner,
        vaultName: "kv1",
        kind: "changed",
        was: "allowed",
        is: expect.stringMatching(/^(?:denied|depends)$/) as string,
      },
    ]);
  });

  test("is not compared at a vault that it does not call", () => {
    const [before, after] = ["Allow", "Deny"].map((action) => ({ "main.tf": vault(action) }));
    expect(changesOf(before ?? {}, after ?? {}).filter(({ from }) => from === runner)).toEqual([]);
  });
});

describe("callers that were not asked for", () => {
  test("are listed, a long list is cut in text, and nothing is listed where no vault is declared", () => {
    const none = diff({ "a.tf": secret }, { "a.tf": secret }, "--from", "internet").report;
    expect(none.notCompared ?? []).toEqual([]);
    const subnets = Array.from(
      { length: 14 },
      (_, index) => `resource "azurerm_subnet" "s${String(index)}" {
  name                 = "s${String(index)}"
  virtual_network_name = "vnet"
}
`,
    ).join("");
    const files = { "main.tf": terraform("", subnets + secret) };
    const { report, text, comment } = diff(files, files, "--from", "internet");
    expect(report.notCompared).toHaveLength(18);
    for (const said of [text, comment]) expect(said).toMatch(/Not compared: [^\n]* and 8 more\.\n/);
  });
});
