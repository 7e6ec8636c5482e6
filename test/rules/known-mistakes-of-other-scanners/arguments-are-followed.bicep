module vaults 'modules/arguments-are-followed.bicep' = {
  name: 'module'
  params: {
    action: 'Deny'
  }
}
