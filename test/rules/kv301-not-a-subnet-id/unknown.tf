variable "subnet" {
  type = string
}

variable "vnet" {
  type = string
}

variable "prefix" {
  type = string
}

data "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = var.vnet
  resource_group_name  = "rg"
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    virtual_network_subnet_ids = [
      var.subnet,
      "${var.vnet}/subnets/app",
      "${var.prefix}ets/app",
      data.azurerm_subnet.app.id,
    ]
  }
}
