module "closed" {
//<~~~~~~~~~~~~~~~ KV107 Trusted services still reach azurerm_key_vault.kv although its public access is disabled.
  source = "./modules/some-instances"
  public = false
}

module "open" {
//<~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow.
  source = "./modules/some-instances"
}
