import type { Log } from "./log.ts";

/** The Azure CLI. */
export const azureCli: readonly Log[] = [
  [
    "name-resolution kv-one",
    `$ az keyvault secret show --vault-name kv-one --name db
<urllib3.connection.HTTPSConnection object at 0x7f1>: Failed to resolve 'kv-one.vault.azure.net' ([Errno -2] Name or service not known)`,
  ],
  [
    "name-resolution kv-one",
    `az keyvault secret list --vault-name kv-one
ERROR: <urllib3.connection.HTTPSConnection object at 0x0000027907>: Failed to establish a new connection: [Errno 11001] getaddrinfo failed`,
  ],
  [
    "name-resolution kv-one",
    `cli.azure.cli.core.azclierror: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets?api-version=7.4 (Caused by NameResolutionError("<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'kv-one.vault.azure.net' ([Errno 11001] getaddrinfo failed)"))`,
  ],
  [
    "dns-server kv-one",
    `az keyvault secret set --vault-name kv-one --name db --value x
<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'kv-one.vault.azure.net' ([Errno -3] Temporary failure in name resolution)`,
  ],
  [
    "timeout kv-one",
    `az keyvault key list --vault-name kv-one
HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /keys (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to kv-one.vault.azure.net timed out. (connect timeout=300)'))`,
  ],
  [
    "timeout kv-one",
    `az keyvault secret show --vault-name kv-one -n db: (<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to kv-one.vault.azure.net timed out. (connect timeout=300)') ConnectTimeout`,
  ],
  [
    "timeout kv-one",
    `az keyvault secret show --vault-name kv-one -n db
<urllib3.connection.HTTPSConnection object at 0x000001D3>: Failed to establish a new connection: [WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond`,
  ],
  [
    "refused kv-one",
    `az keyvault secret show --vault-name kv-one -n db
('Connection aborted.', ConnectionResetError(10054, 'An existing connection was forcibly closed by the remote host', None, 10054, None))`,
  ],
  [
    "refused kv-one",
    `az keyvault secret show --vault-name kv-one -n db
('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))`,
  ],
  [
    "tls kv-one",
    `az keyvault secret show --vault-name kv-one -n db
HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets/db (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate')))
Certificate verification failed. This typically happens when using Azure CLI behind a proxy that intercepts traffic with a self-signed certificate.`,
  ],
  [
    "proxy kv-one",
    `az keyvault secret show --vault-name kv-one -n db
HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded with url: /secrets/db (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))`,
  ],
  [
    "vault-not-found kv-one",
    `az keyvault secret show --vault-name kv-one --name db
ERROR: (VaultNotFound) The vault was not found.`,
  ],
  [
    "not-found kv-one",
    `az keyvault secret show --vault-name kv-one --name db
ERROR: (SecretNotFound) A secret with (name/id) db was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.`,
  ],
  [
    "token(timeout) kv-one",
    `az keyvault secret show --vault-name kv-one --name db
HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /t/oauth2/v2.0/token (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to login.microsoftonline.com timed out. (connect timeout=None)'))`,
  ],
  [
    "sign-in kv-one",
    `az keyvault secret list --vault-name kv-one
AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed.
Interactive authentication is needed. Please run: az login`,
  ],
];

/** PowerShell with its own tools and the Az modules. */
export const powershell: readonly Log[] = [
  [
    "name-resolution kv-one :443",
    `Get-AzKeyVaultSecret: No such host is known. (kv-one.vault.azure.net:443)`,
  ],
  [
    "name-resolution kv-one",
    `Invoke-RestMethod : The remote name could not be resolved: 'kv-one.vault.azure.net'
At line:1 char:1
    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand`,
  ],
  [
    "name-resolution kv-one",
    `Resolve-DnsName : kv-one.vault.azure.net : DNS name does not exist
At line:1 char:1
+ Resolve-DnsName kv-one.vault.azure.net
    + FullyQualifiedErrorId : DNS_ERROR_RCODE_NAME_ERROR,Microsoft.DnsClient.Commands.ResolveDnsName`,
  ],
  [
    "name-resolution kv-one",
    `PS> Test-NetConnection kv-one.vault.azure.net -Port 443
WARNING: Name resolution of kv-one.vault.azure.net failed`,
  ],
  ["name-resolution kv-one :443", `Invoke-WebRequest: No such host is known. (kv-one.vault.azure.net:443)`],
  [
    "name-resolution kv-one",
    `Get-AzKeyVaultSecret : Der angegebene Host ist unbekannt. (kv-one.vault.azure.net:443)`,
  ],
  [
    "dns-server kv-one",
    `Resolve-DnsName : kv-one.vault.azure.net : This operation returned because the timeout period expired`,
  ],
  ["dns-server kv-one", `Resolve-DnsName : kv-one.vault.azure.net : DNS server failure`],
  [
    "timeout kv-one 10.1.2.4:443",
    `PS> tnc kv-one.vault.azure.net -Port 443
WARNING: TCP connect to (10.1.2.4 : 443) failed
WARNING: Ping to 10.1.2.4 failed with status: TimedOut
ComputerName           : kv-one.vault.azure.net
RemoteAddress          : 10.1.2.4
TcpTestSucceeded       : False`,
  ],
  [
    "timeout kv-one 203.0.113.20:",
    `ComputerName     : kv-one.vault.azure.net
RemoteAddress    : 203.0.113.20
RemotePort       : 443
InterfaceAlias   : Ethernet
SourceAddress    : 10.2.0.9
TcpTestSucceeded : False`,
  ],
  [
    "timeout kv-one :443",
    `Get-AzKeyVaultSecret: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (kv-one.vault.azure.net:443)`,
  ],
  [
    "timeout kv-one",
    `Invoke-WebRequest : The operation has timed out.
+ Invoke-WebRequest -Uri https://kv-one.vault.azure.net/secrets/db`,
  ],
  [
    "timeout kv-one",
    `Get-AzKeyVaultSecret : Ein Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert hat. (kv-one.vault.azure.net:443)`,
  ],
  [
    "refused kv-one",
    `Invoke-WebRequest : The underlying connection was closed: An unexpected error occurred on a send. https://kv-one.vault.azure.net/`,
  ],
  [
    "tls kv-one",
    `Invoke-WebRequest : The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel. https://kv-one.vault.azure.net/`,
  ],
  [
    "token(timeout) -",
    `Invoke-RestMethod : The operation has timed out.
+ $r = Invoke-RestMethod -Headers @{Metadata="true"} -Uri "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01"`,
  ],
];

/** curl, nslookup, dig, host, nc and wget. */
export const commandLine: readonly Log[] = [
  ["name-resolution kv-one", `curl: (6) Could not resolve host: kv-one.vault.azure.net`],
  [
    "name-resolution kv-one",
    `* Could not resolve host: kv-one.vault.azure.net
* Closing connection 0`,
  ],
  [
    "name-resolution kv-one by 168.63.129.16",
    `$ nslookup kv-one.vault.azure.net
Server:		168.63.129.16
Address:	168.63.129.16#53

** server can't find kv-one.vault.azure.net: NXDOMAIN`,
  ],
  [
    "name-resolution kv-one by 10.0.0.4",
    `C:\\>nslookup kv-one.vault.azure.net
Server:  UnKnown
Address:  10.0.0.4

*** UnKnown can't find kv-one.vault.azure.net: Non-existent domain`,
  ],
  [
    "name-resolution kv-one by 10.0.0.4",
    `; <<>> DiG 9.18.24 <<>> kv-one.vault.azure.net
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 40312
;; QUESTION SECTION:
;kv-one.vault.azure.net.		IN	A
;; ANSWER SECTION:
kv-one.vault.azure.net.	60	IN	CNAME	kv-one.privatelink.vaultcore.azure.net.
;; SERVER: 10.0.0.4#53(10.0.0.4) (UDP)`,
  ],
  ["name-resolution kv-one", `$ dig x; Host kv-one.vault.azure.net not found: 3(NXDOMAIN)`],
  ["name-resolution kv-one", `wget: unable to resolve host address ‘kv-one.vault.azure.net’`],
  [
    "name-resolution kv-one",
    `/ # wget -qO- https://kv-one.vault.azure.net/healthstatus\nwget: bad address 'kv-one.vault.azure.net'`,
  ],
  [
    "name-resolution kv-one :443",
    `nc: getaddrinfo for host "kv-one.vault.azure.net" port 443: Name or service not known`,
  ],
  [
    "dns-server kv-one by 10.0.0.4",
    `$ nslookup kv-one.vault.azure.net
;; communications error to 10.0.0.4#53: timed out
;; communications error to 10.0.0.4#53: timed out
;; no servers could be reached`,
  ],
  [
    "dns-server kv-one",
    `$ dig kv-one.vault.azure.net
;; connection timed out; no servers could be reached`,
  ],
  [
    "dns-server kv-one by 10.0.0.4",
    `Server:		10.0.0.4
Address:	10.0.0.4#53

** server can't find kv-one.vault.azure.net: SERVFAIL`,
  ],
  [
    "dns-server kv-one",
    `$ curl https://kv-one.vault.azure.net/healthstatus\ncurl: (28) Resolving timed out after 10001 milliseconds`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `*   Trying 10.1.2.4:443...
* connect to 10.1.2.4 port 443 failed: Connection timed out
* Failed to connect to kv-one.vault.azure.net port 443 after 130245 ms: Connection timed out
curl: (28) Failed to connect to kv-one.vault.azure.net port 443 after 130245 ms: Connection timed out`,
  ],
  [
    "timeout kv-one :443",
    `curl: (28) Failed to connect to kv-one.vault.azure.net port 443 after 134518 ms: Couldn't connect to server`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `nc: connect to kv-one.vault.azure.net (10.1.2.4) port 443 (tcp) timed out: Operation now in progress`,
  ],
  [
    "refused kv-one :443",
    `curl: (7) Failed to connect to kv-one.vault.azure.net port 443 after 3 ms: Couldn't connect to server`,
  ],
  [
    "refused kv-one 10.1.2.4:443",
    `nc: connect to kv-one.vault.azure.net (10.1.2.4) port 443 (tcp) failed: Connection refused`,
  ],
  [
    "refused kv-one",
    `curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to kv-one.vault.azure.net:443`,
  ],
  [
    "tls kv-one",
    `curl: (60) SSL certificate problem: self-signed certificate in certificate chain\nmore details: https://curl.se/docs/sslcerts.html of the request to kv-one.vault.azure.net`,
  ],
  [
    "proxy kv-one",
    `$ curl -v https://kv-one.vault.azure.net/\ncurl: (56) CONNECT tunnel failed, response 403`,
  ],
  [
    "proxy kv-one",
    `$ curl https://kv-one.vault.azure.net/\ncurl: (56) Received HTTP code 403 from proxy after CONNECT`,
  ],
];
