module "vaults" {
  source = "./modules/argument-of-nested-deployment"
  action = "Deny"
}
