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

resource "azurerm_key_vault" "passing" {
  name                       = "passing"
  location                   = "westeurope"
  resource_group_name        = "rg"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

module "shut" {
//<~~~~~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.des (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
  source    = "./modules/disks"
  vault_uri = azurerm_key_vault.kv.vault_uri
}

module "passes" {
  source    = "./modules/disks"
  vault_uri = azurerm_key_vault.passing.vault_uri
}
