data "azurerm_key_vault" "kv" {
  name                = "kv"
  resource_group_name = "rg"
}
