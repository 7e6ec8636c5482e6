module "vault" {
  source = "./modules/vault"
}

resource "azurerm_disk_encryption_set" "disks" {
  name                = "disks"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = module.vault.key
//~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.disks (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_disk_encryption_set" "backups" {
  name                = "backups"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = module.vault.key
//~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.backups (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡

  identity {
    type = "SystemAssigned"
  }
}
