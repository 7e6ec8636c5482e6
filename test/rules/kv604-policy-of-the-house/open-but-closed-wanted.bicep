resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      //             ~~~~~~~ KV604 Access test 'Vaults are closed' fails at kv: The default action is Allow: the firewall is off.
      bypass: 'None'
      ipRules: []
    }
  }
}
