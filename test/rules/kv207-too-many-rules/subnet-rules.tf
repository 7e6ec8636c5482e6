data "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    virtual_network_subnet_ids = [for i in range(201) : "${data.azurerm_virtual_network.hub.id}/subnets/s${i}"]
  //~~~~~~~~~~~~~~~~~~~~~~~~~~ KV207 Azure rejects azurerm_key_vault.kv: it has 201 subnet rules, and 200 are the most.
  }
}
