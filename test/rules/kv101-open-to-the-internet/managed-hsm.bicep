resource hsm 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
//       ~~~ KV101 hsm accepts traffic from every public address: it has no network rules. 💡
  name: 'hsm'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}
