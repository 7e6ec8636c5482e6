resource "azurerm_key_vault" "kv" {
  for_each            = toset(["a", "b"])
  name                = "kv-${each.key}"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}
