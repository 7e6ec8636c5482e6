resource "azurerm_key_vault" "kv" {
  name                            = "kv"
  location                        = "westeurope"
  resource_group_name             = "rg"
  tenant_id                       = "00000000-0000-0000-0000-000000000000"
  sku_name                        = "standard"
  rbac_authorization_enabled      = true
  enabled_for_disk_encryption     = true
  //                                ~~~~ KV503 azurerm_key_vault.kv shuts out disk encryption, which it permits: the bypass is None. 💡
  enabled_for_template_deployment = true
  //                                ~~~~ KV503 azurerm_key_vault.kv shuts out template deployments, which it permits: the bypass is None. 💡
  public_network_access_enabled   = false

  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
