module first 'modules/vault.bicep' = {
  name: 'first'
  params: {
    name: 'kv-first'
    addresses: ['203.0.113.0/24']
  }
}

module second './modules/vault.bicep' = {
  name: 'second'
  params: {
    name: 'kv-second'
    defaultAction: 'Allow'
  }
}
