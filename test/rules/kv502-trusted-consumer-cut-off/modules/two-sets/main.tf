resource "azurerm_disk_encryption_set" "disks" {
  name                = "disks"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = var.key

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_disk_encryption_set" "backups" {
  name                = "backups"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = var.key

  identity {
    type = "SystemAssigned"
  }
}
