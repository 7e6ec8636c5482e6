resource "azurerm_key_vault_managed_hardware_security_module" "hsm" {
  name                = "hsm"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "Standard_B1"
  tenant_id           = var.tenant_id
  admin_object_ids    = [var.admin_object_id]

  network_acls {
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault_managed_hardware_security_module.hsm accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "None"
  }
}
