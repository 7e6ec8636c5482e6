module "vaults" {
  source = "./modules/default-in-nested-deployment"
  other  = "Allow"
}
