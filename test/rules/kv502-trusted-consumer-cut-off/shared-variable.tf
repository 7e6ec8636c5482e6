resource "azurerm_key_vault" "kv" {
  name                       = "kv"
  location                   = "westeurope"
  resource_group_name        = "rg"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

locals {
  key = "${azurerm_key_vault.kv.vault_uri}keys/cmk/1"
}

resource "azurerm_disk_encryption_set" "disks" {
  name                = "disks"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = local.key
  //                    ~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.disks (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_disk_encryption_set" "backups" {
  name                = "backups"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = local.key
  //                    ~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.backups (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡

  identity {
    type = "SystemAssigned"
  }
}
