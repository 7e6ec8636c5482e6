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

resource "azurerm_data_factory" "factory" {
  name                = "factory"
  location            = "westeurope"
  resource_group_name = "rg"

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_data_factory_integration_runtime_self_hosted" "own" {
  name            = "own"
  data_factory_id = azurerm_data_factory.factory.id
}

resource "azurerm_data_factory_linked_service_key_vault" "secrets" {
  name                     = "secrets"
  data_factory_id          = azurerm_data_factory.factory.id
  key_vault_id             = azurerm_key_vault.kv.id
  //                         ~~~~~~~~~~~~~~~~~~~~~~~ KV506 azurerm_key_vault.kv shuts out azurerm_data_factory_linked_service_key_vault.secrets (Azure Data Factory): only Azure's own runtime is trusted, and it uses a self-hosted one.
  integration_runtime_name = azurerm_data_factory_integration_runtime_self_hosted.own.name
}
