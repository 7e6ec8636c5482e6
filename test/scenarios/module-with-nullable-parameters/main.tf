module "plain" {
  source = "./modules/vault"
  name   = "kv-plain"
}

module "rules" {
  source = "./modules/vault"
  name   = "kv-rules"

  network_acls = {
    default_action = "Deny"
    ip_rules       = ["203.0.113.7"]
  }
}

module "endpoint" {
  source = "./modules/vault"
  name   = "kv-endpoint"

  private_endpoints = {
    pe = {
      subnet_resource_id = "/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/pe"
    }
  }
}
