resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "bare" {
  name                 = "bare"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
}

resource "azurerm_key_vault" "kv" {
  name                = "kv-cases"
  resource_group_name = "rg"
  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    virtual_network_subnet_ids = [azurerm_subnet.bare.id]
  }
}

resource "azurerm_key_vault" "kv_none" {
  name                = "kv-none"
  resource_group_name = "rg"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

resource "azapi_resource" "cert" {
  type      = "Microsoft.Web/certificates@2024-01-01"
  name      = "cert"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  body = { properties = { keyVaultId = azurerm_key_vault.kv.id, keyVaultSecretName = "site" } }
}

resource "azapi_resource" "site" {
  type      = "Microsoft.Web/sites@2024-01-01"
  name      = "site"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type = "SystemAssigned"
  }
  body = {
    properties = {
      siteConfig = {
        appSettings = [
          {
            name = "ApiKey"
            value = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault.kv.vault_uri}secrets/api-key)"
          }
        ]
      }
    }
  }
}

resource "azapi_resource" "uami" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-01-01"
  name      = "uami"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  body = {}
}

resource "azapi_resource" "apim" {
  type      = "Microsoft.ApiManagement/service@2024-01-01"
  name      = "apim"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.uami.id]
  }
  body = {
    properties = {
      hostnameConfigurations = [
        {
          type = "Proxy"
          hostName = "api.contoso.com"
          keyVaultId = "${azurerm_key_vault.kv.vault_uri}secrets/site"
        }
      ]
    }
  }
}

resource "azapi_resource" "factory" {
  type      = "Microsoft.DataFactory/factories@2024-01-01"
  name      = "factory"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type = "SystemAssigned"
  }
  body = { properties = {} }
}

resource "azapi_resource" "vault_service" {
  type      = "Microsoft.DataFactory/factories/linkedservices@2024-01-01"
  name      = "vault-service"
  parent_id = azapi_resource.factory.id
  body = {
    properties = {
      type = "AzureKeyVault"
      typeProperties = { baseUrl = azurerm_key_vault.kv.vault_uri }
    }
  }
}

resource "azapi_resource" "runtime" {
  type      = "Microsoft.DataFactory/factories/integrationRuntimes@2024-01-01"
  name      = "shir"
  parent_id = azapi_resource.factory.id
  body = { properties = { type = "SelfHosted" } }
}

resource "azapi_resource" "database" {
  type      = "Microsoft.DataFactory/factories/linkedservices@2024-01-01"
  name      = "onprem-sql"
  parent_id = azapi_resource.factory.id
  body = {
    properties = {
      type = "SqlServer"
      connectVia = { referenceName = "shir", type = "IntegrationRuntimeReference" }
      typeProperties = {
        connectionString = "Server=db1;User Id=reader"
        password = {
          type = "AzureKeyVaultSecret"
          store = { referenceName = "vault-service", type = "LinkedServiceReference" }
          secretName = "reader-password"
        }
      }
    }
  }
}

resource "azapi_resource" "des" {
  type      = "Microsoft.Compute/diskEncryptionSets@2024-01-01"
  name      = "des"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type = "SystemAssigned"
  }
  body = {
    properties = {
      activeKey = {
        keyUrl = "${azurerm_key_vault.kv_none.vault_uri}keys/cmk"
        sourceVault = { id = azurerm_key_vault.kv_none.id }
      }
    }
  }
}

resource "azapi_resource" "profile" {
  type      = "Microsoft.Cdn/profiles@2024-01-01"
  name      = "profile"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type = "SystemAssigned"
  }
  body = {}
}

resource "azapi_resource" "tls" {
  type      = "Microsoft.Cdn/profiles/secrets@2024-01-01"
  name      = "tls"
  parent_id = azapi_resource.profile.id
  body = {
    properties = {
      parameters = {
        type = "CustomerCertificate"
        useLatestVersion = true
        secretSource = { id = "${azurerm_key_vault.kv.id}/secrets/site-cert" }
      }
    }
  }
}

resource "azapi_resource" "secret" {
  type      = "Microsoft.KeyVault/vaults/secrets@2024-01-01"
  name      = "db"
  parent_id = azurerm_key_vault.kv_none.id
  body = { properties = { value = "x" } }
}

resource "azapi_resource" "fn" {
  type      = "Microsoft.Web/sites@2024-01-01"
  name      = "fn"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  identity {
    type = "SystemAssigned"
  }
  body = {
    kind = "functionapp"
    properties = {
      virtualNetworkSubnetId = azurerm_subnet.bare.id
      siteConfig = {
        appSettings = [
          {
            name = "ApiKey"
            value = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault.kv.vault_uri}secrets/api-key)"
          }
        ]
      }
    }
  }
}
