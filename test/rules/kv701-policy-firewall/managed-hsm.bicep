resource hsm 'Microsoft.KeyVault/managedHSMs@2025-05-01' = {
  name: 'hsm'
  location: 'westeurope'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
  //                                          ~~~~~~~ KV101 hsm accepts traffic from every public address: its default action is Allow. 💡
}
