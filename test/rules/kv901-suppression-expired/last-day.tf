resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    # keyvault-network-ignore KV101 until 2026-06-01: moves to the new network
    default_action = "Allow"
    //               ~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}
