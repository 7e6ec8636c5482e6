variable "action" {
  type    = string
  default = "Deny"
}

locals {
  name   = "kv-outer"
  office = "203.0.113.7/32"
}

module "vaults" {
  source = "./modules/vaults"
  action = var.action
  name   = local.name
  office = local.office
}
