import type { Log } from "./log.ts";

/** azure-core over requests and urllib3, and aiohttp. */
export const python: readonly Log[] = [
  [
    "name-resolution kv-one",
    `azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x7f3c2a1d90>: Failed to resolve 'kv-one.vault.azure.net' ([Errno -2] Name or service not known)`,
  ],
  [
    "name-resolution kv-one",
    `urllib3.exceptions.NameResolutionError: <urllib3.connection.HTTPSConnection object at 0x104b0ce50>: Failed to resolve 'kv-one.vault.azure.net' ([Errno 8] nodename nor servname provided, or not known)

The above exception was the direct cause of the following exception:
Traceback (most recent call last):`,
  ],
  [
    "name-resolution kv-one",
    `requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets/db/?api-version=7.4 (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f0>: Failed to establish a new connection: [Errno -2] Name or service not known'))`,
  ],
  [
    "name-resolution kv-one",
    `Traceback (most recent call last): vault_url="https://kv-one.vault.azure.net"
azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x000001A2>: Failed to establish a new connection: [Errno 11001] getaddrinfo failed`,
  ],
  [
    "name-resolution kv-one",
    `azure.core.exceptions.ServiceRequestError: Cannot connect to host kv-one.vault.azure.net:443 ssl:True [Name or service not known]`,
  ],
  [
    "name-resolution -",
    `azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x7fd0>: Failed to establish a new connection: [Errno -5] No address associated with hostname`,
  ],
  [
    "dns-server kv-one",
    `azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x7f11>: Failed to resolve 'kv-one.vault.azure.net' ([Errno -3] Temporary failure in name resolution)`,
  ],
  [
    "dns-server kv-one",
    `socket.gaierror: [Errno -3] Temporary failure in name resolution
During handling of the above exception: File "/app/settings.py", line 12, in SecretClient("https://kv-one.vault.azure.net") Traceback (most recent call last)`,
  ],
  [
    "timeout kv-one",
    `azure.core.exceptions.ServiceRequestTimeoutError: (<urllib3.connection.HTTPSConnection object at 0x7f6>, 'Connection to kv-one.vault.azure.net timed out. (connect timeout=300)') urllib3.exceptions.ConnectTimeoutError`,
  ],
  [
    "timeout kv-one",
    `requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets/db (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f2>, 'Connection to kv-one.vault.azure.net timed out. (connect timeout=10)'))`,
  ],
  [
    "timeout kv-one",
    `azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x7fa>: Failed to establish a new connection: [Errno 110] Connection timed out; vault https://kv-one.vault.azure.net/`,
  ],
  [
    "timeout kv-one",
    `azure.core.exceptions.ServiceResponseTimeoutError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Read timed out. (read timeout=300)`,
  ],
  [
    "refused kv-one",
    `azure.core.exceptions.ServiceRequestError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): <urllib3.connection.HTTPSConnection object at 0x7f1>: Failed to establish a new connection: [Errno 111] Connection refused`,
  ],
  [
    "refused kv-one",
    `azure.core.exceptions.ServiceResponseError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response')) GET https://kv-one.vault.azure.net/secrets/db`,
  ],
  [
    "refused kv-one",
    `azure.core.exceptions.ServiceResponseError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer')) at https://kv-one.vault.azure.net/`,
  ],
  [
    "tls kv-one",
    `azure.core.exceptions.ServiceRequestError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)')))`,
  ],
  [
    "proxy kv-one",
    `azure.core.exceptions.ServiceRequestError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden')))`,
  ],
  [
    "token -",
    `azure.identity._exceptions.CredentialUnavailableError: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.`,
  ],
  [
    "token(timeout) kv-one",
    `INFO vault https://kv-one.vault.azure.net/ ------------------------------------------------------------------------------------------
azure.core.exceptions.ClientAuthenticationError: Authentication failed: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /common/discovery/instance (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f4>, 'Connection to login.microsoftonline.com timed out. (connect timeout=300)'))`,
  ],
];
