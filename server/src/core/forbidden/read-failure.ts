import type { FailureShape, LoggedBy } from "../access/refusal.ts";
import { parseIpv4 } from "../ip/ip-range.ts";
import {
  type Endpoint,
  endpointOf,
  firstOfVault,
  isOfOther,
  nearestEndpoint,
  vaultOfHost,
} from "./endpoint.ts";
import {
  connectionPatterns,
  type FailurePattern,
  statusPatterns,
  tokenPatterns,
} from "./failure-patterns.ts";
import { earliest, type Ranked } from "./rank.ts";

/** The parts of a failed call that concern the network. The caller's identity is never read. */
export interface ConnectionFailure {
  readonly kind: "failure";
  readonly shape: FailureShape;
  /** Of a token that could not be requested, how that failed; null for all others and where the text does not say it. */
  readonly tokenFailure: FailureShape | null;
  /** The name of the vault; null if the text does not contain it. */
  readonly vault: string | null;
  /** The host that was called, if the text names it: that of the vault or of what issues tokens. */
  readonly host: string | null;
  /** The address that was called. */
  readonly address: string | null;
  readonly port: number | null;
  /** The address of the DNS server that answered or should have. */
  readonly resolver: string | null;
  readonly loggedBy: LoggedBy | null;
}

/** The first failed call to a vault in a log, or for the token that such a call needs; null if there is none. */
export function findFailure(plain: string): Ranked<ConnectionFailure> | null {
  const others = withoutNamed(plain);
  const found = [
    ...named.flatMap((pattern) => firstOf(pattern, plain, plain)),
    ...unnamed.flatMap((pattern) => firstOf(pattern, others, plain)),
    ...tokenPatterns.flatMap((pattern) => firstStatus(pattern, "token", plain)),
    ...statusPatterns.flatMap((pattern) => firstStatus(pattern, "status", plain)),
  ];
  const first = earliest(found);
  return first && { ...first, found: describe(first.found, plain) };
}

const namesHost = ([, { source }]: FailurePattern): boolean => source.includes("(?<host>");
const named = connectionPatterns.filter(namesHost);
const unnamed = connectionPatterns.filter((pattern) => !namesHost(pattern));

/** The log with blanks in place of failures that name their host, and of what explains them right behind. */
function withoutNamed(plain: string): string {
  const matches = named
    .flatMap(([, pattern]) => [...plain.matchAll(pattern)])
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length + reach.explained }))
    .toSorted((a, b) => a.start - b.start);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of matches) {
    if (start > done) parts.push(plain.slice(done, start));
    if (end > done) parts.push(" ".repeat(Math.min(end, plain.length) - Math.max(start, done)));
    done = Math.max(done, Math.min(end, plain.length));
  }
  return [...parts, plain.slice(done)].join("");
}

/** A place in a log where a pattern matches, and the endpoint that it is about. */
interface Failed {
  readonly shape: FailureShape;
  readonly start: number;
  readonly end: number;
  readonly parts: Readonly<Record<string, string | undefined>>;
  readonly endpoint: Endpoint | null;
}

/** The first match that is not about some other host: one that names none counts last. */
function firstOf(
  [shape, pattern]: FailurePattern,
  searched: string,
  plain: string,
): readonly Ranked<Failed>[] {
  let first: Ranked<Failed> | null = null;
  for (const match of searched.matchAll(pattern)) {
    const parts = match.groups ?? {};
    const [start, end] = [match.index, match.index + match[0].length];
    const endpoint =
      parts["host"] === undefined ? nearestEndpoint(plain, start, end) : endpointOf(parts["host"]);
    const failed = { shape, start, end, parts, endpoint };
    if (endpoint?.kind === "vault") return [{ rank: "certain", start, found: failed }];
    if (endpoint?.kind === "token") return [{ rank: "token", start, found: failed }];
    if (!endpoint && !first && !isOfOther(plain, start, end))
      first = { rank: "unnamed", start, found: failed };
  }
  return first ? [first] : [];
}

function firstStatus(
  [shape, pattern]: FailurePattern,
  rank: "token" | "status",
  plain: string,
): readonly Ranked<Failed>[] {
  const [anyMatch = null] = rank === "token" ? plain.matchAll(pattern) : [];
  const match = anyMatch ?? firstOfVault(plain, pattern);
  if (!match) return [];
  const [start, end] = [match.index, match.index + match[0].length];
  return [{ rank, start, found: { shape, start, end, parts: {}, endpoint: null } }];
}

function describe(failed: Failed, plain: string): ConnectionFailure {
  const { endpoint, parts, start, end } = failed;
  const around = plain.slice(Math.max(0, start - reach.before), end + reach.after);
  const how = refined(failed.shape, plain.slice(start, end + reach.refined));
  const isToken = endpoint?.kind === "token";
  const isOfName = how === "name-resolution" || how === "dns-server";
  const called = addressIn(parts, isOfName || how === "proxy" ? "" : around);
  return {
    kind: "failure",
    shape: isToken ? "token" : how,
    tokenFailure: isToken ? how : null,
    vault: (endpoint && vaultOfHost(endpoint.host)) ?? vaultIn(plain.slice(start)) ?? vaultIn(plain),
    host: endpoint?.host ?? null,
    address: called.address,
    port: portOf(parts["port"]) ?? called.port,
    resolver: isOfName ? resolverIn(parts, around) : null,
    loggedBy: loggedBy(plain),
  };
}

/** How much of the text around a failure belongs to it. */
const reach = { before: 400, after: 300, refined: 200, explained: 80 } as const;

/** Programs first say that a name has no address or that something timed out, and then that no server answered. */
function refined(shape: FailureShape, text: string): FailureShape {
  const sign = shape === "name-resolution" ? unanswered : shape === "timeout" ? unreachable : null;
  return sign?.test(text) ? "dns-server" : shape;
}

const unanswered = /Temporary failure in name resolution|\[Errno -3\]|query via (?:UDP|TCP) timed out/i;
const unreachable = /^.{0,30}no servers could be reached/i;

interface Called {
  readonly address: string | null;
  readonly port: number | null;
}

/** The address that a failure names itself, or that is next to it in one of the ways in which programs print addresses. */
function addressIn({ address, port }: Failed["parts"], around: string): Called {
  if (address !== undefined && isAddress(address)) return { address, port: portOf(port) };
  for (const { groups = {} } of around.matchAll(addresses)) {
    const [found = "", at] = [groups["address"], portOf(groups["port"])];
    if (isAddress(found) && at !== 53) return { address: found, port: at };
  }
  return { address: null, port: null };
}

/**
 * `kv.vault.azure.net/10.1.0.4:443`, `->10.1.0.4:443`, `(10.1.0.4) port 443`, `connect ETIMEDOUT 10.1.0.4:443`, `RemoteAddress : 10.1.0.4`;
 * not the caller's own address: `Local (10.2.0.9:39132)`, `10.2.0.9:39132->10.1.0.4:443`.
 */
const addresses =
  /(?<!Local )(?:net\/|->|[([]|\b(?:Trying|RemoteAddress ?:|connect to|tcp|E[A-Z]{4,16}) \(?)(?<address>\d{1,3}(?:\.\d{1,3}){3})(?![\d.]|:\d{1,5}-)\)?(?:(?: ?: ?|,? port )(?<port>\d{1,5})\b)?/gi;

/** The DNS server that answered, as Go, nslookup and dig print it. */
function resolverIn({ resolver }: Failed["parts"], around: string): string | null {
  const [, server] = resolvers.exec(around) ?? [];
  const named = resolver ?? server;
  return named !== undefined && isAddress(named) ? named : null;
}

const resolvers = /(?: on |->|Server: +|Address: +|;; SERVER: )(\d{1,3}(?:\.\d{1,3}){3})(?:[:#]53)?\b/i;

function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined;
}

function portOf(text: string | undefined): number | null {
  const port = Number(text);
  return text !== undefined && port > 0 && port < 65_536 ? port : null;
}

/** What printed a log: the outermost program, because it knows best where the call came from. Null if the text does not show it. */
function loggedBy(plain: string): LoggedBy | null {
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

/** The name of the first vault in a log, as the service, hosts, tools and manifests write it; null if there is none. */
export function vaultIn(plain: string): string | null {
  const [, named] = /\bVault: (?!https?:)([a-z][a-z0-9-]{1,62})\b/i.exec(plain) ?? [];
  const [, host] =
    /\b([a-z][a-z0-9-]{1,62})(?:\.privatelink)?\.(?:vault|managedhsm)(?:core)?\.(?:azure|usgovcloudapi|microsoftazure)\./i.exec(
      plain,
    ) ?? [];
  const [, argument] =
    /\b(?:keyvaultName|vaultName|vault-name)\b["']?(?: ?[:=] ?| )["']?([a-z][a-z0-9-]{1,62})\b/i.exec(
      plain,
    ) ?? [];
  const [, called] = /\bvault ['"]([a-z][a-z0-9-]{1,62})['"]/i.exec(plain) ?? [];
  const [, rejected] = /\bResource ['"]([a-z][a-z0-9-]{1,62})['"] was disallowed\b/i.exec(plain) ?? [];
  return named ?? host ?? argument ?? called ?? rejected ?? null;
}
