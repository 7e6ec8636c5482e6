import type { FailureShape } from "../access/refusal.ts";

/** A text that programs print of a failed call, with the host, address, port and DNS server that it names. */
export type FailurePattern = readonly [FailureShape, RegExp];

/**
 * What runtimes print when a connection fails, according to their documentation and public issues: getaddrinfo and its Windows
 * codes (https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2), Node.js
 * (https://nodejs.org/api/errors.html#common-system-errors), Go's net package, urllib3, Netty, curl
 * (https://curl.se/libcurl/c/libcurl-errors.html), BIND's tools and PowerShell.
 */
export const connectionPatterns: readonly FailurePattern[] = [
  ["name-resolution", /\bgetaddrinfo ENO(?:TFOUND|DATA) (?<host>[\w.-]+)/gi],
  ["name-resolution", /\bquery(?:A|Aaaa) ENO(?:TFOUND|DATA) (?<host>[\w.-]+)/gi],
  [
    "name-resolution",
    /(?:No such host is known|Name or service not known|servname provided, or not known)\.? \((?<host>[\w.-]+):(?<port>\d+)\)/gi,
  ],
  ["name-resolution", /remote name could not be resolved: '(?<host>[\w.-]+)'/gi],
  ["name-resolution", /Failed to resolve '(?<host>[\w.-]+)'/gi],
  ["name-resolution", /UnknownHostException: (?<host>[\w.-]+)/gi],
  ["name-resolution", /\blookup (?<host>[\w.-]+)(?: on (?<resolver>[\d.]+):53)?: no such host\b/gi],
  ["name-resolution", /Could not resolve host: (?<host>[\w.-]+)/gi],
  ["name-resolution", /can't find (?<host>[\w.-]+): (?:NXDOMAIN|Non-existent domain)/gi],
  ["name-resolution", /\bHost (?<host>[\w.-]+) not found: 3\(NXDOMAIN\)/gi],
  ["name-resolution", /Resolve-DnsName ?: (?<host>[\w.-]+) : DNS name does not exist/gi],
  ["name-resolution", /Name resolution of (?<host>[\w.-]+) failed/gi],
  ["name-resolution", /unable to resolve host address ['‘"“](?<host>[\w.-]+)/gi],
  ["name-resolution", /\bbad address '(?<host>[\w.-]+)'/gi],
  ["name-resolution", /getaddrinfo for host "(?<host>[\w.-]+)" port (?<port>\d+):/gi],
  ["name-resolution", /\[Errno (?:-2|-5|8|11001|11004)\]/gi],
  [
    "name-resolution",
    /No such host is known|Name or service not known|getaddrinfo failed|(?<=: )no such host\b|servname provided, or not known|\bNXDOMAIN\b|Es ist kein solcher Host bekannt|Der angegebene Host ist unbekannt/gi,
  ],

  ["dns-server", /\bgetaddrinfo (?:EAI_AGAIN|ESERVFAIL|ETIMEOUT|EREFUSED) (?<host>[\w.-]+)/gi],
  ["dns-server", /\bquery(?:A|Aaaa) (?:ETIMEOUT|ESERVFAIL|EREFUSED|ECONNREFUSED) (?<host>[\w.-]+)/gi],
  [
    "dns-server",
    /(?:Temporary failure in name resolution|Resource temporarily unavailable|Try again) \((?<host>[\w.-]+):(?<port>\d+)\)/gi,
  ],
  [
    "dns-server",
    /\blookup (?<host>[\w.-]+)(?: on (?<resolver>[\d.]+):53)?: (?:(?:read|dial|write) udp|server misbehaving|i\/o timeout|context deadline exceeded)/gi,
  ],
  ["dns-server", /can't find (?<host>[\w.-]+): (?:SERVFAIL|REFUSED|Server failed|Query refused)/gi],
  ["dns-server", /Resolve-DnsName ?: (?<host>[\w.-]+) : (?:DNS server failure|This operation returned)/gi],
  ["dns-server", /communications error to (?<resolver>[\d.]+)#53: timed out/gi],
  [
    "dns-server",
    /Temporary failure in name resolution|\[Errno -3\]|no servers could be reached|DNS request timed out|Could not contact DNS servers|query via (?:UDP|TCP) timed out|Resolving timed out|Request to \S{1,60} timed-out|status: SERVFAIL/gi,
  ],

  ["timeout", /\bconnect E(?:TIMEDOUT|HOSTUNREACH|NETUNREACH) (?<address>[\d.]+):(?<port>\d+)/gi],
  ["timeout", /\bE(?:SOCKET)?TIMEDOUT\b|\bE(?:HOST|NET)UNREACH\b/gi],
  [
    "timeout",
    /\bdial tcp (?<address>[\d.]+):(?<port>\d+): (?:i\/o timeout|connectex: A connection attempt failed|connect: (?:connection timed out|operation timed out|no route to host|network is unreachable))/gi,
  ],
  ["timeout", /\bi\/o timeout\b|context deadline exceeded|\bClient\.Timeout exceeded\b/gi],
  [
    "timeout",
    /connected party did not properly respond after a period of time[^()]{0,120}\((?<host>[\w.-]+):(?<port>\d+)\)/gi,
  ],
  [
    "timeout",
    /connected party did not properly respond after a period of time|Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert/gi,
  ],
  [
    "timeout",
    /\b(?:connection|operation) timed out(?: after \d+ ms)?(?:: no further information)?(?: \(|: )(?<host>[a-z0-9-]+\.[\w.-]+)(?:\/(?<address>[\d.]+))?:(?<port>\d+)/gi,
  ],
  ["timeout", /\bConnection to (?<host>[\w.-]+) timed out\b/gi],
  ["timeout", /\b(?:connection|connect|operation|read) timed out\b/gi],
  ["timeout", /\bThe operation has timed out\b|\bNetworkTimeout\b|\bnetwork timeout at: /gi],
  ["timeout", /exceeded the configured timeout|configured HttpClient\.Timeout of/gi],
  ["timeout", /\bConnectTimeout(?:Error|Exception)?\b|\bConnect Timeout Error\b|UND_ERR_CONNECT_TIMEOUT/gi],
  ["timeout", /Did not observe any item or terminal signal within/gi],
  ["timeout", /\(tcp\) (?:failed|timed out): Operation (?:now in progress|timed out)/gi],
  ["timeout", /TCP connect to \((?<address>[\d.]+) : (?<port>\d+)\) failed|TcpTestSucceeded ?: False/gi],
  ["timeout", /port (?<port>\d+) after \d{4,9} ms: (?:Couldn't|Could not) connect to server/gi],
  ["timeout", /\bFetchTimedOut\b/g],

  ["refused", /\bconnect ECONN(?:REFUSED|RESET) (?<address>[\d.]+):(?<port>\d+)/gi],
  ["refused", /\bECONN(?:REFUSED|RESET|ABORTED)\b|\bsocket hang up\b/gi],
  [
    "refused",
    /(?:connection refused|target machine actively refused it\.)(?: \(|: )(?<host>[a-z0-9-]+\.[\w.-]+)(?:\/(?<address>[\d.]+))?:(?<port>\d+)/gi,
  ],
  ["refused", /\bconnection refused\b|target machine actively refused it/gi],
  ["refused", /\bconnection reset(?: by peer)?\b|forcibly closed by (?:the|a) remote host/gi],
  ["refused", /Remote end closed connection without response|Connection prematurely closed/gi],
  ["refused", /response ended prematurely|\bunexpected EOF\b|": EOF\b|\bSSL_ERROR_SYSCALL\b/gi],
  ["refused", /underlying connection was closed: (?:An unexpected error|The connection was closed)/gi],
  ["refused", /port (?<port>\d+) after \d{1,3} ms: (?:Couldn't|Could not) connect to server/gi],

  ["tls", /self[- ]signed certificate|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT/gi],
  ["tls", /UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)|unable to get local issuer certificate/gi],
  ["tls", /certificate[ _]verify[ _]failed|\bx509: |PKIX path building failed|SSL certificate problem/gi],
  ["tls", /remote certificate is invalid|RemoteCertificate(?:NameMismatch|ChainErrors)/gi],
  [
    "tls",
    /ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames|certificate is not valid for/gi,
  ],
  ["tls", /\bhostname '(?<host>[\w.-]+)' doesn't match\b/gi],
  ["tls", /Could not establish trust relationship|No subject alternative (?:DNS )?name/gi],

  ["proxy", /Tunnel connection failed: \d{3}|CONNECT tunnel failed|from proxy after CONNECT/gi],
  ["proxy", /\bProxyError\b|\bProxyConnectException\b|\bproxyconnect tcp\b|Proxy Authentication Required/gi],
  [
    "proxy",
    /proxy tunnel request to proxy|tunneling socket could not be established|Unable to connect to proxy/gi,
  ],
];

/**
 * What libraries print when they have no token: https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/troubleshoot-azure-identity-sdk
 * and https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const tokenPatterns: readonly FailurePattern[] = [
  ["token", /no response (?:received )?from the (?:IMDS|managed identity) endpoint/gi],
  ["token", /Connection to IMDS endpoint cannot be established|\bIMDSv\d probe failed/gi],
  ["token", /attempts failed to obtain a token from the managed identity endpoint/gi],
  ["token", /managed identity endpoint (?:is not currently available|could not be reached)/gi],
  ["token", /no managed identity endpoint (?:was )?found|All Managed Identity sources are unavailable/gi],
  ["sign-in", /\bAADSTS\d{4,8}\b|\bAKV100\d{2}\b/gi],
  [
    "sign-in",
    /requested identity (?:hasn['’]t|isn['’]t|has not|is not)(?: been)? assigned|\bIdentity not found\b/gi,
  ],
];

/**
 * Statuses of Key Vault references in apps, and codes of answers that are not rejections:
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references,
 * https://learn.microsoft.com/azure/key-vault/general/common-error-codes
 */
export const statusPatterns: readonly FailurePattern[] = [
  ["vault-not-found", /\bVaultNotFound\b|\bKeyVaultDoesNotExist\b/g],
  ["not-found", /\b(?:Secret|SecretVersion|Key|Certificate)NotFound\b/g],
  ["sign-in", /\bMSINotEnabled\b|\bUnauthorizedClient\b/g],
  ["invalid-reference", /\bInvalidSyntax\b/g],
  ["unexplained", /\bOtherReasons\b/g],
];
