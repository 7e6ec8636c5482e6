resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = ["203.0.113.1-203.0.113.6"] # the office
    //                ~~~~~~~~~~~~~~~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: '203.0.113.1-203.0.113.6' is no IPv4 address or CIDR range. 💡
  }
}
