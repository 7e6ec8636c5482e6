import type { Log } from "./log.ts";

/** azcore and azidentity. */
export const go: readonly Log[] = [
  [
    "name-resolution kv-one by 168.63.129.16",
    `Get "https://kv-one.vault.azure.net/secrets/db/?api-version=7.5": dial tcp: lookup kv-one.vault.azure.net on 168.63.129.16:53: no such host`,
  ],
  ["name-resolution kv-one", `dial tcp: lookup kv-one.vault.azure.net: no such host`],
  [
    "name-resolution kv-one by 127.0.0.53",
    `panic: Get "https://kv-one.vault.azure.net/keys/k": dial tcp: lookup kv-one.vault.azure.net on 127.0.0.53:53: no such host goroutine 1 [running]:`,
  ],
  [
    "name-resolution kv-old by 10.0.0.4",
    `keyvault.BaseClient#GetSecret: Failure sending request: StatusCode=0 -- Original Error: Get "https://kv-old.vault.azure.net/secrets/db": dial tcp: lookup kv-old.vault.azure.net on 10.0.0.4:53: no such host`,
  ],
  [
    "dns-server kv-one by 10.0.0.4",
    `Get "https://kv-one.vault.azure.net/secrets/db": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.4:53: read udp 10.2.0.9:48211->10.0.0.4:53: i/o timeout`,
  ],
  [
    "dns-server kv-one by 10.0.0.4",
    `Get "https://kv-one.vault.azure.net/secrets/db": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.4:53: server misbehaving`,
  ],
  ["dns-server kv-one", `dial tcp: lookup kv-one.vault.azure.net: i/o timeout`],
  [
    "timeout kv-one 10.1.2.4:443",
    `Get "https://kv-one.vault.azure.net/secrets/db/?api-version=7.5": dial tcp 10.1.2.4:443: i/o timeout`,
  ],
  [
    "timeout kv-one 203.0.113.20:443",
    `Get "https://kv-one.vault.azure.net/secrets/db": dial tcp 203.0.113.20:443: connect: connection timed out`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `Get "https://kv-one.vault.azure.net/secrets/db": dial tcp 10.1.2.4:443: connect: no route to host`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `Get "https://kv-one.vault.azure.net/": dial tcp 10.1.2.4:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time`,
  ],
  [
    "timeout kv-one",
    `Get "https://kv-one.vault.azure.net/secrets/db?api-version=7.5": context deadline exceeded`,
  ],
  [
    "timeout kv-one",
    `Get "https://kv-one.vault.azure.net/secrets/db": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
  ],
  [
    "refused kv-one 10.1.2.4:443",
    `Get "https://kv-one.vault.azure.net/secrets/db": read tcp 10.2.0.9:51514->10.1.2.4:443: read: connection reset by peer`,
  ],
  ["refused kv-one", `Get "https://kv-one.vault.azure.net/secrets/db": EOF`],
  [
    "tls kv-one",
    `Get "https://kv-one.vault.azure.net/secrets/db": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  ],
  [
    "proxy kv-one",
    `Get "https://kv-one.vault.azure.net/secrets/db": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`,
  ],
  [
    "token(timeout) kv-one 203.0.113.90:443",
    `azure.BearerAuthorizer#WithAuthorization: Failed to refresh the Token for request to https://kv-one.vault.azure.net/secrets/db: StatusCode=0 -- Original Error: adal: Failed to execute the refresh request. Error = 'Post "https://login.microsoftonline.com/t/oauth2/token": dial tcp 203.0.113.90:443: i/o timeout'`,
  ],
  [
    "token(timeout) -",
    `ManagedIdentityCredential: Get "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01": context deadline exceeded`,
  ],
];
