param action string = 'Deny'

var name = 'kv-outer'
var office = '203.0.113.7/32'

module vaults 'modules/vaults.bicep' = {
  name: 'vaults'
  params: {
    action: action
    name: name
    office: office
  }
}
