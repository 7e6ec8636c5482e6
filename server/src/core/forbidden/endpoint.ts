import { foldWord } from "../text/fold.ts";

/** What a call was for: a vault, whatever issues tokens, or something that is not explained here. */
export interface Endpoint {
  readonly kind: "vault" | "token" | "other";
  /** In lower case, without a dot at its end. */
  readonly host: string;
}

/** The endpoint of a host name or address. */
export function endpointOf(host: string): Endpoint {
  const plain = foldWord(host).replace(/\.$/, "");
  const kind = vaultHost.test(plain) ? "vault" : tokenHost.test(plain) ? "token" : "other";
  return { kind, host: plain };
}

/** The name of the vault that a host name is for; null for another host. */
export function vaultOfHost(host: string): string | null {
  const [, name] = vaultHost.exec(host) ?? [];
  return name ?? null;
}

/** Whether a caller uses the name in the `privatelink` zone, for which no certificate is issued. */
export function isPrivateLinkName(host: string): boolean {
  return host.includes(".privatelink.");
}

/** The endpoint that the text names nearest to a failure; null if there is none near it. */
export function nearestEndpoint(plain: string, start: number, end: number): Endpoint | null {
  const from = Math.max(0, start - reach.before);
  const window = plain.slice(from, end + reach.after);
  const found = [...window.matchAll(mentioned)].flatMap(({ 0: whole, 1: url, 2: host, index }) => {
    const endpoint = url?.endsWith("/msi/token") ? localTokens : endpointOf(url ?? host ?? whole);
    const [first, last] = [from + index, from + index + whole.length];
    const distance = first >= end ? (first - end) * reach.behind : Math.max(0, start - last);
    return isDocumentation.test(endpoint.host) ? [] : [{ endpoint, distance }];
  });
  return found.toSorted((a, b) => a.distance - b.distance)[0]?.endpoint ?? null;
}

/** The first match of a pattern that is not about another service; null if there is none. */
export function firstOfVault(plain: string, pattern: RegExp): RegExpExecArray | null {
  let left = mostMatches;
  for (const match of plain.matchAll(pattern)) {
    if (!isOfOther(plain, match.index, match.index + match[0].length)) return match;
    if (--left === 0) break;
  }
  return null;
}

/** A longer log of another service is not read to its end. */
const mostMatches = 200;

/** Whether something near a failure says that it is one of another service. */
export function isOfOther(plain: string, start: number, end: number): boolean {
  const endpoint = nearestEndpoint(plain, start, end);
  if (endpoint) return endpoint.kind === "other";
  return otherService.test(plain.slice(Math.max(0, start - reach.before), end + reach.after));
}

/**
 * Azure Policy (https://learn.microsoft.com/azure/governance/policy/troubleshoot/general), Azure Resource Manager, Azure Storage
 * (https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes) and HashiCorp Vault.
 */
const otherService =
  /\bRequestDisallowedByPolicy\b|\bdisallowed by policy\b|\bAuthorizationFailed\b|\bAuthorization(?:Permission|Protocol|ResourceType|Service|Source\w{0,4})Mismatch\b|\bAuthorizationFailure\b|\bKeyBasedAuthenticationNotPermitted\b|\b(?:Storage|Blob)\w{0,20}(?:Error|Exception|Client)\b|\bx-vault-|\bVAULT_ADDR\b|HashiCorp|\bError making API request\b|:8200\b/i;

/** How far from a failure its host may be, in characters: mostly, a request is named before what happened to it. */
const reach = { before: 600, after: 250, behind: 4 } as const;

/**
 * The clouds and their names of vaults and managed HSMs, with those in the zones of private endpoints:
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
const vaultHost =
  /^([a-z][a-z0-9-]{1,62})(?:\.privatelink)?\.(?:vault(?:core)?|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net|microsoftazure\.de)$/;

/**
 * Microsoft Entra ID in all clouds, the endpoints of managed identities, and the address of the metadata service:
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm
 */
const tokenHost =
  /^(?:[a-z0-9-]{1,63}\.)?(?:login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn|partner\.microsoftonline\.cn|microsoft\.com|windows\.net)|identity\.azure\.net)$|^169\.254\.169\.254$/;

/** The endpoint of managed identities that App Service gives to an app. */
const localTokens: Endpoint = { kind: "token", host: "localhost" };

/** Where error messages send their readers, and what issued a caller's token. */
const isDocumentation =
  /^(?:sts\.windows\.net|aka\.ms|go\.microsoft\.com|(?:docs|learn)\.microsoft\.com|github\.com|curl\.se|nodejs\.org|[a-z0-9-]+\.readthedocs\.io)$/;

/** Hosts of URLs, hosts that Python prints, and names of vaults and token endpoints on their own. */
const mentioned =
  /\bhttps?:\/\/((?:127\.0\.0\.1|localhost):\d+\/msi\/token|[a-z0-9.-]{1,253})[^\s"'<>]{0,300}|\bhost='([a-z0-9.-]{1,253})'|(?<![*.-])\b[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:azure\.(?:net|cn)|usgovcloudapi\.net|microsoftazure\.de|microsoftonline\.(?:com|us|cn)|windows\.net|azure\.com|chinacloudapi\.cn)\b|\b169\.254\.169\.254\b/gi;
