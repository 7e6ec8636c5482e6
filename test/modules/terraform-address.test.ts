import { expect, test } from "vitest";
import { readTerraformAddress } from "../../server/src/core/files/terraform-address.ts";

test.each([
  [
    "git::https://github.com/pagopa/terraform-azurerm-v3.git//key_vault?ref=v8.5.0",
    "github.com/pagopa/terraform-azurerm-v3",
    "key_vault",
    "terraform-azurerm-v3",
  ],
  [
    "github.com/pagopa/terraform-azurerm-v3//key_vault",
    "github.com/pagopa/terraform-azurerm-v3",
    "key_vault",
    "terraform-azurerm-v3",
  ],
  [
    "git@github.com:Pagopa/terraform-azurerm-v3.git//a/b",
    "github.com/pagopa/terraform-azurerm-v3",
    "a/b",
    "terraform-azurerm-v3",
  ],
  ["git::ssh://git@example.com/org/modules.git", "example.com/org/modules", "", "modules"],
  [
    "git::https://dev.azure.com/org/project/_git/modules//kv?ref=main&depth=1",
    "dev.azure.com/org/project/_git/modules",
    "kv",
    "modules",
  ],
  [
    "Azure/avm-res-keyvault-vault/azurerm",
    "azure/avm-res-keyvault-vault/azurerm",
    "",
    "terraform-azurerm-avm-res-keyvault-vault",
  ],
  [
    "registry.terraform.io/Azure/naming/azurerm//modules/x",
    "azure/naming/azurerm",
    "modules/x",
    "terraform-azurerm-naming",
  ],
  [
    "app.terraform.io/contoso/vault/azurerm",
    "app.terraform.io/contoso/vault/azurerm",
    "",
    "terraform-azurerm-vault",
  ],
  ["https://example.com/modules/vault.zip//inner", "example.com/modules/vault.zip", "inner", null],
  ["", "", "", null],
  ["//", "", "", null],
])("%s", (reference, whole, folder, repository) => {
  expect(readTerraformAddress(reference)).toEqual({ package: whole, folder, repository });
});
