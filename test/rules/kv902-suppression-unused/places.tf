resource "azurerm_key_vault" "kv1" {
  name                = "kv1"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Allow" # keyvault-network-ignore KV101: on the same line
    //               ~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv1 accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv2" {
  name                = "kv2"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    # keyvault-network-ignore KV101: on the line before
    default_action = "Allow"
    //               ~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv2 accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv3" {
  name                = "kv3"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    # keyvault-network-ignore KV101, KV208: several
  //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV208 matches nothing.
    # another comment between
    default_action = "Allow"
    //               ~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv3 accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv4" {
  name                = "kv4"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    /* keyvault-network-ignore kv101: a block comment */
    default_action = "Allow"
    //               ~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv4 accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault" "kv5" {
  name                = "kv5"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "AzureServices" # keyvault-network-ignore KV101: of another line
    //                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV101 matches nothing.
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.kv5 accepts traffic from every public address: its default action is Allow. 💡
  }
}

resource "azurerm_key_vault" "kv6" {
  name                = "kv6"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    # keyvault-network-ignore KV101: a blank line is a break
  //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV101 matches nothing.

    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.kv6 accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
  }
}
