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

resource "azurerm_api_management" "apim" {
  name                = "apim"
  location            = "westeurope"
  resource_group_name = "rg"
  publisher_email     = "api@contoso.com"
  publisher_name      = "Contoso"
  sku_name            = "Developer_1"

  identity {
    type = "UserAssigned"
    identity_ids = ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"]
  }

  hostname_configuration {
    proxy {
      host_name                = "api.contoso.com"
      key_vault_certificate_id = "${azurerm_key_vault.kv.vault_uri}secrets/tls"
      //                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV506 azurerm_key_vault.kv shuts out azurerm_api_management.apim (Azure API Management): only its system-assigned identity is trusted, and it uses a user-assigned one.
    }
  }
}
