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
      "2001:db8::1",
    //~~~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: '2001:db8::1' is IPv6, and IP rules take IPv4 only.
      "203.0.113.256",
    //~~~~~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: '203.0.113.256' is no IPv4 range: a part of the address is above 255.
      "203.0.113.0/33",
    //~~~~~~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: '203.0.113.0/33' is no IPv4 range: the prefix length is above 32.
      "203.0.113",
    //~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: '203.0.113' is no IPv4 range: an IPv4 address has four parts.
      "example.org",
    //~~~~~~~~~~~~~ KV202 Azure rejects azurerm_key_vault.kv: 'example.org' is no IPv4 address or CIDR range.
      "",
    //~~ KV202 Azure rejects azurerm_key_vault.kv: '' is no IPv4 range: the text is empty.
      "203.0.113.7",
    ]
  }
}
