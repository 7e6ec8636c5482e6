import { expect, test } from "vitest";
import { looksLikeTemplate } from "../../client/src/documents.ts";

const arm =
  '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#" }';
const vault = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {}";

test.each([
  ["an ARM template", "file", "json", "/main.json", arm, true],
  ["one that ARM Tools has renamed", "file", "arm-template", "/main.json", arm, true],
  ["one not saved yet", "untitled", "json", "Untitled-1", arm, true],
  ["one of a virtual workspace", "vscode-vfs", "json", "/main.json", arm, true],
  ["a past revision", "git", "json", "/main.json", arm, false],
  ["a vault in a review", "vscode-scm", "bicep", "/main.bicep", vault, false],
  ["another JSON file", "file", "json", "/package.json", '{ "name": "web" }', false],
  ["an exported vault", "file", "json", "/kv.json", '{ "type": "Microsoft.KeyVault/vaults" }', true],
  ["a Bicep vault", "file", "bicep", "/main.bicep", vault, true],
  ["a Bicep file of plain text", "file", "plaintext", "/main.bicep", vault, true],
  ["Bicep without vaults and modules", "file", "bicep", "/main.bicep", "param location string", false],
  ["a Bicep module call", "file", "bicep", "/main.bicep", "module kv 'kv.bicep' = {}", true],
  ["Terraform of another cloud", "file", "terraform", "/main.tf", 'resource "aws_s3_bucket" "b" {}', false],
  ["a Terraform vault", "file", "terraform", "/main.tf", 'resource "azurerm_key_vault" "kv" {}', true],
  ["prose about vaults", "file", "markdown", "/README.md", vault, false],
])("%s: the server starts for it or not", (_name, scheme, languageId, path, text, expected) => {
  expect(looksLikeTemplate({ scheme, languageId, path, text: () => text })).toBe(expected);
});
