// The vault is declared elsewhere: whether it denies by default, nobody can tell here.
resource "azapi_update_resource" "opened" {
  type        = "Microsoft.KeyVault/vaults@2026-02-01"
  resource_id = var.vault_id

  body = {
    properties = {
      publicNetworkAccess = "Enabled"
    }
  }
}
