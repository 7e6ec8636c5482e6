resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
    //               ~~~~~~~ KV604 Access test 'Vaults are closed' fails at azurerm_key_vault.kv: The default action is Allow: the firewall is off.
    bypass         = "None"
    ip_rules       = []
  }
}
