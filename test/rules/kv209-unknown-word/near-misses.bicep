// reveals KV101
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disable'
    //                   ~~~~~~~~~ KV209 'Disable' is no public access for kv: Azure knows Enabled, Disabled and SecuredByPerimeter. 💡
    networkAcls: {
      defaultAction: 'Denied'
      //             ~~~~~~~~ KV209 'Denied' is no default action for kv: Azure knows Allow and Deny. 💡
      bypass: 'AzureService'
      //      ~~~~~~~~~~~~~~ KV209 'AzureService' is no bypass for kv: Azure knows AzureServices and None. 💡
    }
  }
}
