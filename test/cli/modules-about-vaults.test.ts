import { describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";
import { templateText } from "./workspace.ts";

const bicep = (source: string): MemoryFiles => ({
  "main.bicep": `module akv '${source}' = {
  name: 'key-vault'
  params: { name: 'kv-app', networkAcls: { defaultAction: 'Deny' } }
}
`,
});
const using = (source: string): MemoryFiles => ({
  "prod.bicepparam": `using '${source}'\nparam name = 'kv-app'\n`,
});
const terraform = (source: string): MemoryFiles => ({
  "main.tf": `module "akv" {
  source       = "${source}"
  name         = "privatelink.vaultcore.azure.net"
  network_acls = { default_action = "Deny" }
}
`,
});
const arm = (uri: string): MemoryFiles => ({
  "main.json": templateText([
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "keyVault",
      properties: { mode: "Incremental", templateLink: { uri } },
    },
  ]),
});

const codes = (files: MemoryFiles): readonly string[] =>
  runInMemory(files).report.findings.map(({ code }) => code);

const given = (values: string, name = "app", more = ""): MemoryFiles => ({
  "main.tf": `module "${name}" {\n  source = "contoso/app/azurerm"\n  ${values}\n}\n${more}`,
});
const inBicep = (values: string, name = "app", more = ""): MemoryFiles => ({
  "main.bicep": `${more}module ${name} 'br:contoso.azurecr.io/app:v1' = {\n  name: 'a'\n  params: { ${values} }\n}\n`,
});
const inArm = (parameters: object): MemoryFiles => ({
  "main.json": templateText([
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "app",
      properties: { templateLink: { uri: "https://contoso.example/app.json" }, parameters },
    },
  ]),
});
const other = (name: string): string =>
  `module ${name} 'br:contoso.azurecr.io/other:v1' = {\n  name: 'o'\n}\n`;
const otherTerraform = (name: string): string =>
  `module "${name}" {\n  source = "contoso/other/azurerm"\n}\n`;
const reference = "[reference('shared').outputs.keyVaultName.value]";

describe("a module that is only given what belongs to a vault is not reported", () => {
  test.each<[string, MemoryFiles]>([
    ["output in Terraform", given("kv_name = module.shared.key_vault_name", "app", otherTerraform("shared"))],
    ["output in Bicep", inBicep("keyVaultName: shared.outputs.keyVaultName", "app", other("shared"))],
    ["output in ARM JSON", inArm({ keyVaultName: { value: reference } })],
    ["name and group", given('key_vault = { name = "kv", resource_group_name = "rg" }')],
    ["roles on it", given('key_vault = [{ name = "kv", roles = { certificates = "reader" } }]')],
    ["name and group in Bicep", inBicep("keyVault: { name: 'kv', resourceGroupName: 'rg' }")],
    ["name and group in ARM JSON", inArm({ keyVault: { value: { name: "kv", resourceGroup: "rg" } } })],
    ["role", given('roles = ["Key Vault Contributor"]')],
    ["role in Bicep", inBicep("roles: ['Key Vault Contributor']")],
    ["vault of secrets", given('secret_key_vault_short = "app"')],
    ["linked service", inArm({ KeyVault_properties_typeProperties_baseUrl: { value: "x" } })],
    ["zone", given('zones = ["privatelink.vaultcore.azure.net"]')],
    ["zone in Bicep", inBicep("zones: ['privatelink.vaultcore.azure.net']", "privateDnsZoneKV")],
  ])("%s", (_, files) => {
    expect(codes(files)).not.toContain("KV904");
  });

  test.each<[string, MemoryFiles]>([
    [
      "name from a module of names",
      given("kv_name = module.naming.key_vault.name", "app", otherTerraform("naming")),
    ],
    ["name from a module of names in Bicep", inBicep("keyVaultName: 'kv'", "app", other("naming"))],
    [
      "settings of a new vault",
      given('key_vault = { name = "kv", resource_group_name = "rg", sku_name = "standard" }'),
    ],
    ["settings in Bicep", inBicep("keyVault: { name: 'kv', resourceGroupName: 'rg', sku: 'standard' }")],
    ["settings in ARM JSON", inArm({ keyVault: { value: { name: "kv", sku: "standard" } } })],
    ["vault beside a zone", given('zones = ["privatelink.vaultcore.azure.net"]', "key_vault")],
    ["vault for secrets", inBicep("name: 'x'", "secretsKeyVault")],
  ])("but one that may declare it is: %s", (_, files) => {
    expect(codes(files)).toContain("KV904");
  });
});

const published = "https://raw.githubusercontent.com/Azure/bicep-registry-modules/main/avm/res";
const github = "git::https://github.com/Azure/terraform-azurerm-avm-res";

describe("a verified module of one resource that is not a vault declares none, whatever it is called", () => {
  test.each<[string, MemoryFiles]>(
    [
      "br/public:avm/res/storage/storage-account:0.9.1",
      "br:mcr.microsoft.com/bicep/avm/res/network/private-dns-zone:0.7.0",
      "br/public:avm/res/recovery-services/vault:0.5.0",
      "br/public:avm/res/key-vault/vault/secret:0.1.0",
    ].flatMap((source): [string, MemoryFiles][] => [
      [`Bicep ${source}`, bicep(source)],
      [`parameters of ${source}`, using(source)],
    ]),
  )("%s", (_, files) => {
    expect(codes(files)).not.toContain("KV904");
  });
  test.each([
    "Azure/avm-res-network-privatednszone/azurerm",
    "registry.terraform.io/Azure/avm-res-storage-storageaccount/azurerm",
    "Azure/avm-res-keyvault-vault/azurerm//modules/secret",
    `${github}-network-privatednszone.git?ref=v0.1.0`,
    `${github}-keyvault-vault.git//modules/secret?ref=v0.1.0`,
  ])("Terraform %s", (source) => {
    expect(codes(terraform(source))).not.toContain("KV904");
  });
  test.each([`${published}/storage/storage-account/main.json`])("ARM JSON %s", (uri) => {
    expect(codes(arm(uri))).not.toContain("KV904");
  });
});

describe("a module that may declare a vault is reported", () => {
  test.each([
    "br/public:avm/res/key-vault/vault:0.3.0",
    "br:mcr.microsoft.com/bicep/avm/res/key-vault/vault:0.3.0",
    "br/public:avm/ptn/azd/akv:0.1.0",
    "br:contoso.azurecr.io/bicep/avm/res/storage/storage-account:0.9.1",
    "br/contoso:avm/res/storage/storage-account:0.9.1",
    "br/public:avm-res/storage/storage-account:0.9.1",
  ])("Bicep %s", (source) => {
    expect(codes(bicep(source))).toContain("KV904");
    expect(codes(using(source))).toContain("KV904");
  });
  test.each([
    "Azure/avm-ptn-alz/azurerm",
    "Azure/avm-res-machinelearningservices-workspace/azurerm",
    "Azure/avm-res-azurestackhci-cluster/azurerm",
    "contoso/avm-res-storage-storageaccount/azurerm",
    "app.terraform.io/Azure/avm-res-storage-storageaccount/azurerm",
    "git::https://github.com/contoso/terraform-azurerm-avm-res-storage-storageaccount.git",
    `${github}-keyvault-vault.git?ref=v0.1.0`,
    `${github}-keyvault-vault`,
  ])("Terraform %s", (source) => {
    expect(codes(terraform(source))).toContain("KV904");
  });
  test.each([
    `${published}/key-vault/vault/main.json`,
    "https://contoso.example/bicep-registry-modules/main/avm/res/storage/storage-account/main.json",
  ])("ARM JSON %s", (uri) => {
    expect(codes(arm(uri))).toContain("KV904");
  });
});
