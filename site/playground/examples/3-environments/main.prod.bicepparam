using './main.bicep'

param vaultName = 'kv-shop-prod'
param allowedAddresses = [
  '203.0.113.0/24'
  '10.4.0.7'
]
