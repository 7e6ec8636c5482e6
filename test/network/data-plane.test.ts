import { describe, expect, it } from "vitest";
import type { Network, Vault } from "../../server/src/core/network/network.ts";
import type { Link } from "../../server/src/core/network/ids/links.ts";
import { holdsIn } from "./role-scope.ts";
import { analyze } from "../../server/src/core/index.ts";
import { filesOf } from "../terraform/workspace.ts";

/** One deployment in three syntaxes: contents of a vault, policies inside and beside it, roles on it and around it. */
const arm = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2023-07-01",
      name: "kv",
      properties: {
        accessPolicies: [
          {
            objectId: "app",
            tenantId: "t",
            permissions: { secrets: ["get", "list"], keys: ["wrapKey"], certificates: [], storage: ["get"] },
          },
        ],
      },
    },
    { type: "Microsoft.KeyVault/vaults/secrets", apiVersion: "2023-07-01", name: "kv/db" },
    { type: "Microsoft.KeyVault/vaults/keys", apiVersion: "2023-07-01", name: "kv/cmk" },
    {
      type: "Microsoft.KeyVault/vaults/accessPolicies",
      apiVersion: "2023-07-01",
      name: "kv/add",
      properties: { accessPolicies: [{ objectId: "job", tenantId: "t", permissions: { secrets: ["get"] } }] },
    },
    {
      type: "Microsoft.Authorization/roleAssignments",
      apiVersion: "2022-04-01",
      name: "one",
      scope: "Microsoft.KeyVault/vaults/kv",
      properties: {
        principalId: "app",
        roleDefinitionId: "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'reader')]",
      },
    },
    {
      type: "Microsoft.Authorization/roleAssignments",
      apiVersion: "2022-04-01",
      name: "two",
      properties: {
        principalId: "job",
        roleDefinitionId: "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'reader')]",
      },
    },
  ],
});

const bicep = `
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    accessPolicies: [
      {
        objectId: 'app'
        tenantId: 't'
        permissions: { secrets: ['get', 'list'], keys: ['wrapKey'], certificates: [], storage: ['get'] }
      }
    ]
  }
  resource cmk 'keys' = { name: 'cmk' }
}
resource db 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: kv
  name: 'db'
}
resource known 'Microsoft.KeyVault/vaults/secrets@2023-07-01' existing = {
  parent: kv
  name: 'known'
}
resource more 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  parent: kv
  name: 'add'
  properties: { accessPolicies: [{ objectId: 'job', tenantId: 't', permissions: { secrets: ['get'] } }] }
}
resource one 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: kv
  name: 'one'
  properties: {
    principalId: 'app'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'reader')
  }
}
resource two 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: 'two'
  properties: {
    principalId: 'job'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'reader')
  }
}
`;

const azapi = `
resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  body = {
    properties = {
      accessPolicies = [
        {
          objectId    = "app"
          tenantId    = "t"
          permissions = { secrets = ["get", "list"], keys = ["wrapKey"], certificates = [], storage = ["get"] }
        }
      ]
    }
  }
}
resource "azurerm_resource_group" "rg" {
  name = "rg"
}
data "azurerm_subscription" "this" {}
resource "azapi_resource" "db" {
  type      = "Microsoft.KeyVault/vaults/secrets@2023-07-01"
  name      = "db"
  parent_id = azapi_resource.kv.id
  body      = { properties = { value = "x" } }
}
resource "azapi_resource" "cmk" {
  type      = "Microsoft.KeyVault/vaults/keys@2023-07-01"
  name      = "cmk"
  parent_id = azapi_resource.kv.id
  body      = { properties = {} }
}
resource "azapi_resource" "more" {
  type      = "Microsoft.KeyVault/vaults/accessPolicies@2023-07-01"
  name      = "add"
  parent_id = azapi_resource.kv.id
  body      = { properties = { accessPolicies = [{ objectId = "job", permissions = { secrets = ["get"] } }] } }
}
resource "azapi_resource" "one" {
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  name      = "one"
  parent_id = azapi_resource.kv.id
  body = { properties = {
    principalId      = "app"
    roleDefinitionId = "\${data.azurerm_subscription.this.id}/providers/Microsoft.Authorization/roleDefinitions/reader"
  } }
}
resource "azapi_resource" "two" {
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  name      = "two"
  parent_id = azurerm_resource_group.rg.id
  body = { properties = {
    principalId      = "job"
    roleDefinitionId = "\${data.azurerm_subscription.this.id}/providers/Microsoft.Authorization/roleDefinitions/reader"
  } }
}
`;

const azurerm = `
resource "azurerm_resource_group" "rg" {
  name = "rg"
}
data "azurerm_subscription" "this" {}
resource "azurerm_key_vault" "kv" {
  name                = "kv"
  resource_group_name = azurerm_resource_group.rg.name
  access_policy {
    object_id               = "app"
    tenant_id               = "t"
    secret_permissions      = ["get", "list"]
    key_permissions         = ["wrapKey"]
    certificate_permissions = []
    storage_permissions     = ["get"]
  }
}
resource "azurerm_key_vault_access_policy" "job" {
  key_vault_id       = azurerm_key_vault.kv.id
  object_id          = "job"
  secret_permissions = ["get"]
}
resource "azurerm_role_assignment" "one" {
  scope                = azurerm_key_vault.kv.id
  role_definition_id   = "\${data.azurerm_subscription.this.id}/providers/Microsoft.Authorization/roleDefinitions/reader"
  principal_id         = "app"
}
resource "azurerm_role_assignment" "two" {
  scope                = azurerm_resource_group.rg.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = "job"
}
`;

describe.each([
  ["ARM JSON", { "main.json": arm }, "main.json"],
  ["Bicep", { "main.bicep": bicep }, "main.bicep"],
  ["azapi", { "main.tf": azapi }, ""],
  ["azurerm", { "main.tf": azurerm }, ""],
])("the data plane in %s", (syntax, texts, root) => {
  const network = networkOf(texts, root);

  it("has access policies inside and beside the vault", () => {
    expect(
      network.accessPolicies.map(({ vault, policies, open }) => [
        vaultName(vault),
        open.length,
        policies.map(({ principal, secrets, keys, certificates, storage }) => [
          print(principal.value),
          ...[secrets, keys, certificates, storage].map(({ items }) =>
            items.map(({ field }) => print(field.value)),
          ),
        ]),
      ]),
    ).toEqual([
      ["kv", 0, [["app", ["get", "list"], ["wrapKey"], [], ["get"]]]],
      ["kv", 0, [["job", ["get"], [], [], []]]],
    ]);
  });

  it("has roles on the vault and around it", () => {
    expect(
      network.roleAssignments.map(({ vault, principal }) => [vaultName(vault), print(principal.value)]),
    ).toEqual([
      ["kv", "app"],
      ["?", "job"],
    ]);
    const [kv] = network.vaults;
    expect(network.roleAssignments.map((each) => kv && holdsIn(each, kv))).toEqual(["yes", "yes"]);
    const [one, two] = network.roleAssignments.map(({ role }) => print(role.value));
    expect(one).toMatch(/\/providers\/Microsoft.Authorization\/roleDefinitions\/reader$/);
    expect(two).toMatch(syntax === "azurerm" ? /^Key Vault Secrets User$/ : /roleDefinitions\/reader$/);
  });

  it("has what Azure Resource Manager writes into the vault", () => {
    const contents = network.vaultContents.map(({ what, operation, by, vault }) => [
      what,
      operation,
      by,
      vaultName(vault),
    ]);
    expect(contents).toEqual(
      syntax === "azurerm"
        ? []
        : [
            ["secret", "write", "resource manager", "kv"],
            ["key", "write", "resource manager", "kv"],
          ],
    );
  });
});

describe("what Terraform's runner asks a vault for", () => {
  const kv = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n}\n';
  const other = 'data "azurerm_key_vault" "other" {\n  name = "other"\n  resource_group_name = "rg"\n}\n';
  const hsm =
    'resource "azurerm_key_vault_managed_hardware_security_module" "hsm" {\n  name = "hsm"\n  resource_group_name = "rg"\n}\n';
  const ask = (block: string, type: string, vault: string, name = "x"): string =>
    `${block} "azurerm_key_vault_${type}" "x" {\n  name = "${name}"\n  ${vault}\n}\n`;
  const id = "key_vault_id = azurerm_key_vault.kv.id";

  it.each([
    [ask("resource", "secret", id), "secret", "write", "kv"],
    [ask("resource", "key", id), "key", "write", "kv"],
    [ask("resource", "certificate", id), "certificate", "write", "kv"],
    [ask("resource", "certificate_issuer", id), "certificate issuer", "write", "kv"],
    [ask("resource", "certificate_contacts", id), "certificate contacts", "write", "kv"],
    [ask("resource", "managed_storage_account", id), "storage account", "write", "kv"],
    [
      ask(
        "resource",
        "managed_storage_account_sas_token_definition",
        'managed_storage_account_id = "${azurerm_key_vault.kv.vault_uri}storage/sa"',
      ),
      "storage account",
      "write",
      "kv",
    ],
    [ask("data", "secret", id), "secret", "read", "kv"],
    [ask("data", "secrets", id), "secret", "read", "kv"],
    [ask("data", "certificate_data", id), "certificate", "read", "kv"],
    [
      ask("data", "encrypted_value", 'key_vault_key_id = "https://KV.vault.azure.net/keys/k/1"'),
      "key",
      "read",
      "kv",
    ],
    [ask("ephemeral", "secret", id), "secret", "read", "kv"],
    [ask("ephemeral", "certificate", id), "certificate", "read", "kv"],
    [ask("data", "secret", "key_vault_id = data.azurerm_key_vault.other.id"), "secret", "read", "other"],
    [ask("resource", "secret", 'key_vault_id = "${azurerm_key_vault.kv.id}"'), "secret", "write", "kv"],
    [ask("resource", "secret", "key_vault_id = var.id"), "secret", "write", "?kv,other,hsm"],
    [
      ask("data", "encrypted_value", 'key_vault_key_id = "https://far.vault.azure.net/keys/k"'),
      "key",
      "read",
      "elsewhere",
    ],
    [
      ask(
        "resource",
        "managed_hardware_security_module_key",
        "managed_hsm_id = azurerm_key_vault_managed_hardware_security_module.hsm.id",
      ),
      "key",
      "write",
      "hsm",
    ],
    [
      ask(
        "resource",
        "managed_hardware_security_module_role_assignment",
        'vault_base_url = "https://hsm.managedhsm.azure.net/"',
      ),
      "role assignment",
      "write",
      "hsm",
    ],
  ])("%s", (block, what, operation, vault) => {
    const text = `variable "id" {}\n${kv}${other}${hsm}${block}`;
    const { vaultContents } = networkOf({ "main.tf": text }, "");
    expect(vaultContents.map((each) => [each.what, each.operation, each.by, vaultName(each.vault)])).toEqual([
      [what, operation, "runner", vault],
    ]);
  });

  it("is followed into modules and loops", () => {
    const { vaultContents } = networkOf(
      {
        "main.tf": `${kv}module "s" {\n  source = "./s"\n  vault = azurerm_key_vault.kv.id\n}\n`,
        "s/main.tf":
          'variable "vault" {}\nresource "azurerm_key_vault_secret" "all" {\n  for_each = toset(["a", "b"])\n  name = each.key\n  key_vault_id = var.vault\n}\n',
      },
      "",
    );
    expect(vaultContents.map(({ module, symbol, vault }) => [module, symbol, vaultName(vault)])).toEqual([
      ["s", 'azurerm_key_vault_secret.all["a"]', "kv"],
      ["s", 'azurerm_key_vault_secret.all["b"]', "kv"],
    ]);
  });
});

function networkOf(texts: Readonly<Record<string, string>>, root: string): Network {
  const [world] = analyze({ root: `/w/${root}`, files: filesOf(texts) }).worlds;
  if (!world) throw new Error("An analysis has a world.");
  return world.network;
}

/** The vault's name, `elsewhere`, or those it may be behind a question mark. */
function vaultName(link: Link<Vault>): unknown {
  if (link.kind === "external") return "elsewhere";
  return link.kind === "declared"
    ? print(link.to.name)
    : `?${link.candidates.map(({ name }) => print(name)).join(",")}`;
}

function print(value: Vault["name"] | Vault["bypass"]["value"]): string {
  if (value.kind !== "known") return value.kind;
  const plain = value.value;
  if (typeof plain === "string") return plain;
  return typeof plain === "object" && plain?.kind === "text"
    ? plain.parts.map((part) => (typeof part === "string" ? part : "*")).join("")
    : JSON.stringify(plain);
}
