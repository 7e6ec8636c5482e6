resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = [for i in range(1001) : "20.${floor(i / 250)}.${(i * 3) % 250}.7"]
  //~~~~~~~~ KV207 Azure rejects azurerm_key_vault.kv: it has 1,001 IP rules, and 1,000 are the most.
  }
}
