module vaults 'modules/argument-of-nested-deployment.bicep' = {
  name: 'module'
  params: {
    action: 'Allow'
    //      ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
  }
}
