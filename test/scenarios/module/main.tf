module "first" {
  source    = "./modules/vault"
  name      = "kv-first"
  addresses = ["203.0.113.0/24"]
}

module "second" {
  source         = "./modules/vault"
  name           = "kv-second"
  default_action = "Allow"
}
