// The vault is declared elsewhere: what this update leaves as it is, nobody can tell here.
resource "azapi_update_resource" "closed" {
  type        = "Microsoft.KeyVault/vaults@2026-02-01"
  resource_id = var.vault_id

  body = {
    properties = {
      publicNetworkAccess = "Disabled"
    }
  }
}
