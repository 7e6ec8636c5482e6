import type { Log } from "./log.ts";

/** The @azure packages on Node.js, with node-fetch, undici and http. */
export const javascript: readonly Log[] = [
  [
    "name-resolution kv-one",
    `RestError: getaddrinfo ENOTFOUND kv-one.vault.azure.net
    at ClientRequest.<anonymous> (/app/node_modules/@azure/core-rest-pipeline/dist/commonjs/nodeHttpClient.js:209:25) {
  code: 'ENOTFOUND', request: { url: 'https://kv-one.vault.azure.net/secrets/db/?api-version=7.5' }`,
  ],
  [
    "name-resolution kv-one",
    `RestError: request to https://kv-one.vault.azure.net/secrets/db failed, reason: getaddrinfo ENOTFOUND kv-one.vault.azure.net kv-one.vault.azure.net:443`,
  ],
  [
    "name-resolution kv-one",
    `FetchError: request to https://kv-one.vault.azure.net/certificates/tls/?api-version=7.4 failed, reason: getaddrinfo ENOTFOUND kv-one.vault.azure.net
    at ClientRequest.<anonymous> (/srv/node_modules/node-fetch/lib/index.js:1505:11)`,
  ],
  [
    "name-resolution kv-one",
    `TypeError: fetch failed
    at node:internal/deps/undici/undici:12637:11 {
  [cause]: Error: getaddrinfo ENOTFOUND kv-one.vault.azure.net
      at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:120:26) { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'kv-one.vault.azure.net' }`,
  ],
  [
    "name-resolution kv-one",
    `Error: queryA ENOTFOUND kv-one.vault.azure.net at QueryReqWrap.onresolve [as oncomplete] (node:internal/dns/promises:294:17)`,
  ],
  [
    "dns-server kv-one",
    `RestError: getaddrinfo EAI_AGAIN kv-one.vault.azure.net
    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:111:26) { code: 'EAI_AGAIN' }`,
  ],
  [
    "dns-server kv-one",
    `Error: queryA ETIMEOUT kv-one.vault.azure.net at QueryReqWrap.onresolve (node:internal/dns)`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `RestError: connect ETIMEDOUT 10.1.2.4:443
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
  code: 'ETIMEDOUT', request: { url: 'https://kv-one.vault.azure.net/secrets/db/?api-version=7.5', method: 'GET' } }`,
  ],
  [
    "timeout kv-one 203.0.113.20:443",
    `request to https://kv-one.vault.azure.net/secrets/db failed, reason: connect ETIMEDOUT 203.0.113.20:443 (FetchError)`,
  ],
  [
    "timeout kv-one",
    `TypeError: fetch failed { [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: kv-one.vault.azure.net:443, timeout: 10000ms)
    at onConnectTimeout (node:internal/deps/undici/undici:1865:28) { code: 'UND_ERR_CONNECT_TIMEOUT' } }`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `AggregateError [EHOSTUNREACH]: https://kv-one.vault.azure.net Error: connect EHOSTUNREACH 10.1.2.4:443 - Local (10.2.0.9:39132) at internalConnectMultiple (node:net:1122:18)`,
  ],
  [
    "refused kv-one 127.0.0.1:443",
    `RestError: connect ECONNREFUSED 127.0.0.1:443 { code: 'ECONNREFUSED', request: { url: 'https://kv-one.vault.azure.net/keys/k' } }`,
  ],
  [
    "refused kv-one",
    `RestError: read ECONNRESET
    at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20) {
  code: 'ECONNRESET', request: Request { url: 'https://kv-one.vault.azure.net/secrets/db' } }`,
  ],
  [
    "refused kv-one",
    `RestError: Client network socket disconnected before secure TLS connection was established: socket hang up https://kv-one.vault.azure.net/secrets/db node:events:498`,
  ],
  [
    "tls kv-one",
    `RestError: self-signed certificate in certificate chain { code: 'SELF_SIGNED_CERT_IN_CHAIN', request: { url: 'https://kv-one.vault.azure.net/secrets/db' } }`,
  ],
  [
    "tls kv-one",
    `RestError: Hostname/IP does not match certificate's altnames: Host: kv-one.privatelink.vaultcore.azure.net. is not in the cert's altnames: DNS:*.vault.azure.net { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }`,
  ],
  [
    "proxy kv-one",
    `RestError: tunneling socket could not be established, statusCode=407 { url: 'https://kv-one.vault.azure.net/secrets/db' }`,
  ],
  [
    "token(timeout) kv-one 169.254.169.254:80",
    `AuthenticationError: ManagedIdentityCredential: connect ETIMEDOUT 169.254.169.254:80 at TCPConnectWrap.afterConnect (node:net:1555:16) while reading https://kv-one.vault.azure.net/secrets/db of the shop, which is the only vault of this app`,
  ],
  [
    "token(name-resolution) -",
    `AggregateAuthenticationError: ChainedTokenCredential authentication failed. ClientAuthError: endpoints_resolution_error: getaddrinfo ENOTFOUND login.microsoftonline.com`,
  ],
];
