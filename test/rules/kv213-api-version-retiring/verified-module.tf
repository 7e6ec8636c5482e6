# Which version of the API the module names is its own affair, and not told here.
module "kv" {
  source              = "Azure/avm-res-keyvault-vault/azurerm"
  version             = "0.10.0"
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = var.tenant_id

  network_acls = {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}
