metadata description = 'All of the grammar.'
targetScope = 'resourceGroup'

import { Action, acls as theirs } from 'lib.bicep'
import * as lib from 'lib.bicep'

@description('''
Several
lines''')
@allowed(['a', 'b'])
param word string = 'a'
param number int = -1
param optional { a: string, b: int?, *: bool }?
param list (string | int)[]
param tuple [string, 'b' | 'c']
param open bool

type settings = {
  @description('a')
  access: 'Enabled' | 'Disabled'
  'quoted-name': resourceInput<'Microsoft.KeyVault/vaults@2023-07-01'>.properties?
  *: int
}
type element = settings.access
type item = string[][*]

var text = 'a ${word} \'b\' \u{1F600} ${toUpper('c${number}')}'
var raw = '''
a ${not} hole '' '
'''
var holes = $$'''
a $${word} ${not}
'''
var sum = (1 + 2) * -3 / 4 % 5 - number
var logic = !open && (number >= 2 || number < 1) ?? true ? word =~ 'A' : word !~ 'b' && 1 != 2
var object = { a: 1, 'b-c': [1, 2], '${word}': null, ...theirs, d: {}
  e: [
    1
    2, 3
  ]
}
var access = object.a ?? object.?b[?0]!.c[^1]
var loop = [for (each, index) in list: if (index > 0) { name: each }]
var called = map(list, (each, index) => '${each}-${index}')
var other = filter(list, each => true)

func twice(value string, count int) string => '${value}${count}'

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (open) {
  name: word
  properties: {
    networkAcls: { defaultAction: 'Deny', ipRules: [for ip in list: { value: ip }] }
  }
  dependsOn: [
    vnet
  ]

  resource secret 'secrets' = {
    name: 'a'
  }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet' // a comment
  scope: resourceGroup('other') /* another
  one */
}

@batchSize(2)
resource each 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = [for (name, i) in list: if (i > 0) {
  parent: vnet
  name: '${name}'
}]

#disable-next-line no-unused-vars
module vault 'vault.bicep' = [for i in range(0, 2): {
  name: 'vault-${i}'
  params: { name: kv::secret.name }
}]

output id string = kv!.id
output all array = [for i in range(0, 2): vault[i].outputs.id]
