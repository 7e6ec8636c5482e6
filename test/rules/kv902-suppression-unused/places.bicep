resource kv1 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Allow' // keyvault-network-ignore KV101: on the same line
      //             ~~~~~~~ KV101 (suppressed) kv1 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}

resource kv2 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv2'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101: on the line before
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv2 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}

resource kv3 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv3'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101, KV208: several
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV208 matches nothing.
      // another comment between
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv3 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}

resource kv4 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv4'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      /* keyvault-network-ignore kv101: a block comment */
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv4 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}

resource kv5 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv5'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      bypass: 'AzureServices' // keyvault-network-ignore KV101: of another line
      //                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV101 matches nothing.
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv5 accepts traffic from every public address: its default action is Allow. 💡
    }
  }
}

resource kv6 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv6'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101: a blank line is a break
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV101 matches nothing.

      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv6 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
