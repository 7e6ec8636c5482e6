resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}

resource "azurerm_key_vault" "open" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.open accepts traffic from every public address: it has no network rules. 💡
  name                = "open"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}

resource "azurerm_key_vault" "allow" {
  name                = "allow"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "AzureServices"
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.allow accepts traffic from every public address: its default action is Allow. 💡
  }
}
