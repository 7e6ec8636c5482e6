resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
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
  resource_group_name = "rg"
  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv_none" {
  name                = "kv-none"
  resource_group_name = "rg"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

resource "azurerm_key_vault" "kv_disabled" {
  name                          = "kv-disabled"
  resource_group_name           = "rg"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

# The provider has no word for "secured by perimeter".
resource "azapi_resource" "kv_perimeter" {
  type      = "Microsoft.KeyVault/vaults@2024-11-01"
  name      = "kv-perimeter"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  body = {
    properties = {
      publicNetworkAccess = "SecuredByPerimeter"
      networkAcls         = { defaultAction = "Deny", bypass = "AzureServices" }
    }
  }
}

resource "azurerm_key_vault" "kv_listed" {
  name                = "kv-listed"
  resource_group_name = "rg"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [azurerm_subnet.app.id]
  }
}
