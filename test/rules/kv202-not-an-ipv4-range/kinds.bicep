resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '2001:db8::1' }
        //       ~~~~~~~~~~~~~ KV202 Azure rejects kv: '2001:db8::1' is IPv6, and IP rules take IPv4 only.
        { value: '203.0.113.256' }
        //       ~~~~~~~~~~~~~~~ KV202 Azure rejects kv: '203.0.113.256' is no IPv4 range: a part of the address is above 255.
        { value: '203.0.113.0/33' }
        //       ~~~~~~~~~~~~~~~~ KV202 Azure rejects kv: '203.0.113.0/33' is no IPv4 range: the prefix length is above 32.
        { value: '203.0.113' }
        //       ~~~~~~~~~~~ KV202 Azure rejects kv: '203.0.113' is no IPv4 range: an IPv4 address has four parts.
        { value: 'example.org' }
        //       ~~~~~~~~~~~~~ KV202 Azure rejects kv: 'example.org' is no IPv4 address or CIDR range.
        { value: '' }
        //       ~~ KV202 Azure rejects kv: '' is no IPv4 range: the text is empty.
        { value: '203.0.113.7' }
      ]
    }
  }
}
