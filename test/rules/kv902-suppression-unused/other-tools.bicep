resource kv1 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~ KV101 (suppressed) kv1 accepts traffic from every public address: it has no network rules. 💡
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    // checkov:skip=CKV_AZURE_109:open on purpose
    enableSoftDelete: true
  }
}

// trivy:ignore:AVD-AZU-0013
resource kv2 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~ KV101 (suppressed) kv2 accepts traffic from every public address: it has no network rules. 💡
  name: 'kv2'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}

resource kv3 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~ KV101 kv3 accepts traffic from every public address: it has no network rules. 💡
  name: 'kv3'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    // tfsec:ignore:azure-keyvault-specify-network-acl:exp:2026-05-31
    enableSoftDelete: true
  }
}

resource kv4 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~ KV101 kv4 accepts traffic from every public address: it has no network rules. 💡
  name: 'kv4'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    // checkov:skip=CKV_AZURE_110:purge protection
    enableSoftDelete: true
  }
}
