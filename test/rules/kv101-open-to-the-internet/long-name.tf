variable "prefix" {
  type = string
}

resource "azurerm_key_vault" "vault_of_the_team_that_looks_after_everybodys_secrets_and_keys" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.vault_of_the_team_that_looks_after_everybodys… accepts traffic from every public address: it has no network rules. 💡
  name                = "${var.prefix}-secrets"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}
