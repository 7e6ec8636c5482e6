locals {
  settings = { action = "Allow" }
  //                    ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = local.settings.action
    bypass         = "AzureServices"
  }
}

resource "azurerm_storage_account" "logs" {
  name                     = "logs"
  location                 = "westeurope"
  resource_group_name      = "rg"
  account_tier             = "Standard"
  account_replication_type = "LRS"

  network_rules {
    default_action = local.settings.action
  }
}
