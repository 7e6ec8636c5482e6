resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
  //~~~~~~~~~~~ KV101 kv accepts traffic from every public address: its default action is not written. 💡
  //~~~~~~~~~~~ KV105 What kv does by default is left to Azure: no default action is written. 💡
  //~~~~~~~~~~~ KV701 Azure Policy 55615ac9 reports kv: its default action is not Deny. 💡
      bypass: 'None'
      ipRules: [
    //~~~~~~~ KV208 1 IP rule of kv has no effect: its default action is not written. 💡
        { value: '203.0.113.7' }
      ]
    }
  }
}
