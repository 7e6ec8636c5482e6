using './main.bicep'

param vaultName = 'kv-shop-dev'
param defaultAction = 'Allow'
