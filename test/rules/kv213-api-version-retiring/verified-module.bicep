// Which version of the API the module names is its own affair, and not told here.
module kv 'br/public:avm/res/key-vault/vault:0.11.1' = {
  name: 'kv'
  params: {
    name: 'kv'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }
}
