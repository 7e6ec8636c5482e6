module vaults 'modules/argument-of-nested-deployment.bicep' = {
  name: 'module'
  params: {
    action: 'Deny'
  }
}
