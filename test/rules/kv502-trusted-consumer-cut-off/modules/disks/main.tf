resource "azurerm_disk_encryption_set" "des" {
  name                = "des"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = "${var.vault_uri}keys/cmk/1"

  identity {
    type = "SystemAssigned"
  }
}
