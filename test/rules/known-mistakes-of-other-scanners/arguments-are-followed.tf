module "vaults" {
  source = "./modules/arguments-are-followed"
  action = "Deny"
}
