resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "None"
    default_action = "Deny"
  }
}

resource "azurerm_data_factory" "factory" {
  name                            = "factory"
  location                        = "westeurope"
  resource_group_name             = "rg"
  managed_virtual_network_enabled = true

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_data_factory_managed_private_endpoint" "kv" {
  name               = "kv"
  data_factory_id    = azurerm_data_factory.factory.id
  target_resource_id = azurerm_key_vault.kv.id
  subresource_name   = "vault"
}

resource "azurerm_data_factory_linked_service_key_vault" "secrets" {
  name            = "secrets"
  data_factory_id = azurerm_data_factory.factory.id
  key_vault_id    = azurerm_key_vault.kv.id
}
