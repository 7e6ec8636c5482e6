locals {
  action = "Allow"
  //       ~~~~~~~ KV101 azurerm_key_vault.kv1 accepts traffic from every public address: its default action is Allow.
}

resource "azurerm_key_vault" "kv1" {
  name                = "kv1"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = local.action
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv2" {
  name                = "kv2"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = local.action
    bypass         = "AzureServices"
  }
}
