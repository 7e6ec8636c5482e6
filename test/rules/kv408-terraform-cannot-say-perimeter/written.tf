resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = true
  //                              ~~~~ KV408 No perimeter can secure azurerm_key_vault.kv: azurerm writes Enabled or Disabled over it.

  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

resource "azurerm_network_security_perimeter_association" "kv" {
  name                                  = "kv"
  access_mode                           = "Enforced"
  network_security_perimeter_profile_id = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp/profiles/default"
  resource_id                           = azurerm_key_vault.kv.id
}
