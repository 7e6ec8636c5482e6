variable "kind" {
  type = string
}

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
    type = var.kind
  }

  hostname_configuration {
    proxy {
      host_name                = "api.contoso.com"
      key_vault_certificate_id = "${azurerm_key_vault.kv.vault_uri}secrets/tls"
    }
  }
}
