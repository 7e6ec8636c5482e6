variable "endpoints" {
  type = number
}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = "westeurope"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

resource "azurerm_private_endpoint" "pe" {
  count               = var.endpoints
  name                = "pe"
  location            = "westeurope"
  resource_group_name = "rg"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "kv"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
  }
}

resource "azapi_resource" "script" {
  type      = "Microsoft.Resources/deploymentScripts@2023-08-01"
  name      = "script"
  location  = "westeurope"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"

  body = {
    kind = "AzureCLI"
    properties = {
      azCliVersion      = "2.61.0"
      retentionInterval = "PT1H"
      containerSettings = {
        subnetIds = [
          { id = azurerm_subnet.app.id }
        ]
      }
      scriptContent = "az keyvault secret show --vault-name ${azurerm_key_vault.kv.name} --name api-key"
    }
  }
}
