import { expect, test } from "vitest";
import { documentSelector, looksLikeTemplate, templateSchemes } from "../../client/src/documents.ts";

const arm =
  '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#" }';
const vault = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {}";

test("files of the workspace are judged wherever they are, past revisions never", () => {
  expect(templateSchemes(["file", "vscode-test-web", "git"])).toEqual([
    "file",
    "untitled",
    "vscode-vfs",
    "vscode-test-web",
  ]);
});

test("a document is recognized by its language or its name", () => {
  expect(documentSelector(["file"])).toEqual(
    expect.arrayContaining([
      { scheme: "file", language: "bicep" },
      { scheme: "file", pattern: "**/*.{bicep,bicepparam}" },
    ]),
  );
});

test.each([
  ["an ARM template", "json", "/main.json", arm, true],
  ["one that ARM Tools has renamed", "arm-template", "/main.json", arm, true],
  ["another JSON file", "json", "/package.json", '{ "name": "web" }', false],
  ["an exported vault", "json", "/kv.json", '{ "type": "Microsoft.KeyVault/vaults" }', true],
  ["a Bicep vault", "bicep", "/main.bicep", vault, true],
  ["a Bicep file of plain text", "plaintext", "/main.bicep", vault, true],
  [
    "an app in Bicep that only uses a vault",
    "bicep",
    "/app.bicep",
    "value: '@Microsoft.KeyVault(VaultName=${vault};SecretName=s)'",
    true,
  ],
  [
    "encryption in Bicep by a key that is handed in",
    "bicep",
    "/disk.bicep",
    "properties: { activeKey: { keyUrl: key } }",
    true,
  ],
  ["Bicep with a vault's address", "bicep", "/app.bicep", "param vaultUri string", true],
  ["Terraform that only uses a vault", "terraform", "/main.tf", "key_vault_key_id = var.key", true],
  [
    "settings in Terraform that name a secret",
    "terraform",
    "/main.tf",
    'S = "@Microsoft.KeyVault(SecretUri=${var.uri})"',
    true,
  ],
  [
    "Terraform that asks HashiCorp's Vault",
    "terraform",
    "/main.tf",
    'data "vault_generic_secret" "s" {}',
    false,
  ],
  [
    "Terraform in JSON that only uses a vault",
    "json",
    "/main.tf.json",
    '{ "key_vault_id": "${var.kv}" }',
    true,
  ],
  [
    "a part of a template with a reference to a secret",
    "json",
    "/settings.json",
    '{ "value": "@Microsoft.KeyVault(VaultName=kv;SecretName=s)" }',
    true,
  ],
  [
    "a package that speaks with vaults",
    "json",
    "/package.json",
    '{ "dependencies": { "@azure/keyvault-secrets": "4" } }',
    false,
  ],
  ["Bicep without vaults and modules", "bicep", "/main.bicep", "param location string", false],
  ["a Bicep module call", "bicep", "/main.bicep", "module kv 'kv.bicep' = {}", true],
  ["Terraform of another cloud", "terraform", "/main.tf", 'resource "aws_s3_bucket" "b" {}', false],
  ["a Terraform vault", "terraform", "/main.tf", 'resource "azurerm_key_vault" "kv" {}', true],
  ["a Terraform vault in JSON", "json", "/main.tf.json", '{ "resource": { "azurerm_key_vault": {} } }', true],
  [
    "values of Terraform variables",
    "terraform-vars",
    "/dev.tfvars",
    'allowed_ips = ["203.0.113.0/24"]',
    true,
  ],
  ["such values in JSON", "json", "/dev.tfvars.json", '{ "allowed_ips": [] }', true],
  ["a file of values without any", "plaintext", "/dev.tfvars", "# later\n", false],
  ["prose about vaults", "markdown", "/README.md", vault, false],
])("%s: the server starts for it or not", (_name, languageId, path, text, expected) => {
  expect(looksLikeTemplate({ languageId, path, text: () => text })).toBe(expected);
});
