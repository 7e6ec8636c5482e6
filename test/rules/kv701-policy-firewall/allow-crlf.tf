resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
    //               ~~~~~~~ KV701 Azure Policy 55615ac9 reports azurerm_key_vault.kv: its default action is not Deny. 💡
    bypass         = "None"
  }
}
