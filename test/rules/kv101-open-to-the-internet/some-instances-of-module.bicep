module closed 'modules/some-instances.bicep' = {
//     ~~~~~~ KV107 Trusted services still reach kv although its public access is disabled.
  name: 'closed'
  params: {
    access: 'Disabled'
  }
}

module open 'modules/some-instances.bicep' = {
//     ~~~~ KV101 kv accepts traffic from every public address: its default action is Allow.
  name: 'open'
  params: {
    access: 'Enabled'
  }
}
