resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules = [
      "10.0.0.0/8",
    //~~~~~~~~~~~~ KV201 Azure rejects azurerm_key_vault.kv: 10.0.0.0/8 is private, and IP rules take public addresses only. 💡
      "172.16.4.0/24",
    //~~~~~~~~~~~~~~~ KV201 Azure rejects azurerm_key_vault.kv: 172.16.4.0/24 is private, and IP rules take public addresses only. 💡
      "192.168.0.1",
    //~~~~~~~~~~~~~ KV201 Azure rejects azurerm_key_vault.kv: 192.168.0.1 is private, and IP rules take public addresses only. 💡
      "10.1.2.3/24",
    //~~~~~~~~~~~~~ KV201 Azure rejects azurerm_key_vault.kv: 10.1.2.3/24 is private, and IP rules take public addresses only. 💡
      "203.0.113.7",
    ]
  }
}
