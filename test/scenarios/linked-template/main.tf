module "network" {
  source       = "./modules/network"
  network_name = "vnet-linked"
}

module "vault" {
  source    = "./modules/vault"
  name      = "kv-linked"
  subnet_id = module.network.subnet_id
}
