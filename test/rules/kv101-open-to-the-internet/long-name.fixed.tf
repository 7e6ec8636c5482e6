variable "prefix" {
  type = string
}

resource "azurerm_key_vault" "vault_of_the_team_that_looks_after_everybodys_secrets_and_keys" {
  name                = "${var.prefix}-secrets"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}
