module "vaults" {
  source = "./modules/argument-of-nested-deployment"
  action = "Allow"
  //       ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
}
