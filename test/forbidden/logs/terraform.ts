import type { Log } from "./log.ts";

/** What the azurerm provider prints around Go's errors, in the frames of Terraform. */
export const terraform: readonly Log[] = [
  [
    "name-resolution kv-one by 168.63.129.16",
    `╷
│ Error: checking for presence of existing Secret "db" (Key Vault "https://kv-one.vault.azure.net/"): keyvault.BaseClient#GetSecret: Failure sending request: StatusCode=0 -- Original Error: Get "https://kv-one.vault.azure.net/secrets/db/?api-version=7.4": dial tcp: lookup
│ kv-one.vault.azure.net on 168.63.129.16:53: no such host
│
│   with azurerm_key_vault_secret.db,
│   on main.tf line 40, in resource "azurerm_key_vault_secret" "db":
╵`,
  ],
  [
    "name-resolution kv-one",
    `Error: retrieving contact for KeyVault: keyvault.BaseClient#GetCertificateContacts: Failure sending request: StatusCode=0 -- Original Error: dial tcp: lookup kv-one.vault.azure.net: no such host with azurerm_key_vault.kv`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `╷
│ Error: checking for presence of existing Key "cmk" (Key Vault "https://kv-one.vault.azure.net/"): Get "https://kv-one.vault.azure.net/keys/cmk/?api-version=7.4": dial tcp 10.1.2.4:443: i/o timeout
│
│   with azurerm_key_vault_key.cmk,
╵`,
  ],
  ["timeout -", `* azurerm_key_vault.kv: dial tcp: getsockopt: operation timed out`],
  [
    "timeout kv-one",
    `\u001b[31m│\u001b[0m \u001b[0m\u001b[1m\u001b[31mError: \u001b[0m\u001b[0mwaiting for Key Vault "https://kv-one.vault.azure.net/" to become available: context deadline exceeded
│   with azurerm_key_vault.kv`,
  ],
  [
    "timeout kv-one",
    `2026-03-01T10:00:00.1234567Z ##[error]│ Error: making Read request on Azure KeyVault Secret db: Get "https://kv-one.vault.azure.net/secrets/db": context deadline exceeded (Client.Timeout exceeded while awaiting headers), azurerm_key_vault_secret.db`,
  ],
  [
    "timeout kv-one 203.0.113.20:443",
    `Error: listing KeyVault Secrets: azurerm_key_vault_secrets: Get "https://kv-one.vault.azure.net/secrets": dial tcp 203.0.113.20:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.`,
  ],
  [
    "dns-server kv-one by 127.0.0.53",
    `│ Error: Get "https://kv-one.vault.azure.net/certificates/contacts": dial tcp: lookup kv-one.vault.azure.net on 127.0.0.53:53: server misbehaving
│   with azurerm_key_vault_certificate_contacts.c`,
  ],
  [
    "dns-server kv-one by 10.0.0.4",
    `│ Error: azurerm_key_vault_secret: Get "https://kv-one.vault.azure.net/": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.4:53: read udp
│ 10.2.0.9:40000->10.0.0.4:53: i/o timeout`,
  ],
  [
    "refused kv-one 10.1.2.4:443",
    `│ Error: azurerm_key_vault_secret.db: Get "https://kv-one.vault.azure.net/secrets/db": dial tcp 10.1.2.4:443: connect: connection refused`,
  ],
  [
    "refused kv-one 203.0.113.20:443",
    `│ Error: azurerm_key_vault_key.k: Get "https://kv-one.vault.azure.net/keys/k": read tcp 10.2.0.9:50000->203.0.113.20:443: read: connection reset by peer`,
  ],
  [
    "tls kv-one",
    `│ Error: azurerm_key_vault_key.k: Get "https://kv-one.vault.azure.net/keys/k": x509: certificate is valid for proxy.example.org, not kv-one.vault.azure.net`,
  ],
  [
    "proxy kv-one",
    `│ Error: azurerm_key_vault_key.k: Get "https://kv-one.vault.azure.net/keys/k": Proxy Authentication Required`,
  ],
  [
    "token(timeout) -",
    `Error: building account: could not acquire access token to parse claims: clientCredentialsToken: received HTTP status 0: Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": context deadline exceeded; with provider["registry.terraform.io/hashicorp/azurerm"]`,
  ],
  [
    "sign-in -",
    `Error: building AzureRM Client: obtain subscription() from Azure CLI: AADSTS700082: The refresh token has expired due to inactivity. Terraform exited with code 1.`,
  ],
];
