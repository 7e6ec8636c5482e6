module first 'modules/every-instance.bicep' = {
  name: 'first'
  params: {
    access: 'Enabled'
  }
}

module second 'modules/every-instance.bicep' = {
  name: 'second'
  params: {
    access: 'enabled'
  }
}
