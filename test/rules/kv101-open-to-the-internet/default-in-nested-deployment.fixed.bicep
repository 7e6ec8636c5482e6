module vaults 'modules/default-in-nested-deployment.bicep' = {
  name: 'module'
  params: {
    other: 'Allow'
  }
}
