resource "azurerm_key_vault" "kv" {
  name                       = "kv"
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

resource "azurerm_cdn_frontdoor_secret" "tls" {
  name                     = "tls"
  cdn_frontdoor_profile_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Cdn/profiles/door"

  secret {
    customer_certificate {
      key_vault_certificate_id = "${azurerm_key_vault.kv.vault_uri}certificates/tls"
    }
  }
}
