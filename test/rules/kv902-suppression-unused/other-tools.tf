resource "azurerm_key_vault" "kv1" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv1 accepts traffic from every public address: it has no network rules. 💡
  name                = "kv1"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
  # checkov:skip=CKV_AZURE_109:open on purpose
  soft_delete_retention_days = 90
}

# trivy:ignore:AVD-AZU-0013
resource "azurerm_key_vault" "kv2" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv2 accepts traffic from every public address: it has no network rules. 💡
  name                = "kv2"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}

resource "azurerm_key_vault" "kv3" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv3 accepts traffic from every public address: it has no network rules. 💡
  name                = "kv3"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
  # tfsec:ignore:azure-keyvault-specify-network-acl:exp:2026-05-31
  soft_delete_retention_days = 90
}

resource "azurerm_key_vault" "kv4" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv4 accepts traffic from every public address: it has no network rules. 💡
  name                = "kv4"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
  # checkov:skip=CKV_AZURE_110:purge protection
  soft_delete_retention_days = 90
}
