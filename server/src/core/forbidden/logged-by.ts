import type { LoggedBy } from "../access/refusal.ts";

/** What printed a log: the outermost program, because it knows best where the call came from. Null if the text does not show it. */
export function loggedBy(plain: string): LoggedBy | null {
  return signs.find(([, sign]) => sign.test(plain))?.[0] ?? null;
}

const signs: readonly (readonly [LoggedBy, RegExp])[] = [
  [
    "kubernetes",
    /MountVolume\.SetUp|secrets-store|SecretProviderClass|\bExternalSecret\b|external-secrets|SecretStore\b|\bSecretSyncedError\b/,
  ],
  ["azure-cli", /\baz keyvault\b|\bazure\.cli\.|\bazure-cli\b/i],
  [
    "app-service",
    /configreferences|@Microsoft\.KeyVault\(|Key Vault reference|\b(?:VaultNotFound|AccessToKeyVaultDenied|FetchTimedOut|MSINotEnabled|OtherReasons)\b|"status": ?"\w+", ?"vaultName"/i,
  ],
  ["terraform", /\bazurerm_\w|\bTerraform\b|terraform-provider/i],
  [
    "powershell",
    /\b(?:Get|Set)-AzKeyVault|Invoke-(?:WebRequest|RestMethod)|Test-NetConnection|Resolve-DnsName|FullyQualifiedErrorId|TcpTestSucceeded/i,
  ],
  ["java", /\bjavax?\.(?:net|io|util|lang|security)\.|\bio\.netty\.|\breactor\.|\bcom\.azure\./],
  [
    "dotnet",
    /\bAzure\.(?:RequestFailed|Identity|Core|Security)|\bSystem\.(?:Net|AggregateException|Threading|IO)\b|HttpRequestException|ClientOptions\.Retry/,
  ],
  [
    "python",
    /\bTraceback \(most recent|\bazure\.(?:core|identity)\.|\burllib3\b|\brequests\.exceptions|HTTPSConnectionPool/,
  ],
  [
    "javascript",
    /\bRestError\b|\bnode:|node_modules|@azure\/|\bFetchError\b|\bundici\b|\bgetaddrinfo E[A-Z]|\bconnect E[A-Z]/,
  ],
  [
    "go",
    /\bdial tcp\b|\blookup [\w.-]+ on \d|\bnet\/http:|\bazidentity\b|\bgoroutine \d|\b(?:Get|Post) "https?:/,
  ],
  [
    "command-line",
    /\bcurl: \(|\* (?:Trying|Could not resolve)|can't find |;; (?:->>HEADER|SERVER|connection|communications)|\bnc: |\bnslookup\b|\bdig \b|\bwget: /i,
  ],
];
