resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv', properties: { networkAcls: { defaultAction: 'allow' } } }
//                                                                                                             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
