import type { AdviceFact, FailureShape, HintFact, OnFailures, RemedyFact } from "../../access/refusal.ts";
import { sayBy, type Sentences } from "../words.ts";
import { notes } from "./notes.ts";
import { sayVault } from "./vault.ts";

/** What a failed connection means; only what the log says. */
export const failureMeanings: Readonly<Record<FailureShape, string>> = {
  "name-resolution": "The host name was not found: the resolver has no address for it.",
  "vault-not-found":
    "No vault of this name was found: it does not exist, was deleted, or its name does not resolve for the caller.",
  "dns-server": "The host name was not resolved: a DNS server did not answer, or could not.",
  timeout: "No answer came in time: packets to the vault, or its answers, were probably dropped on the way.",
  refused: "The connection was refused or closed before an answer came.",
  tls: "The TLS certificate was not accepted: it is not trusted, or it is for another name.",
  proxy: "A proxy on the way did not pass the connection on.",
  token: "The caller could not request a token, so it may not have called the vault at all.",
  "sign-in":
    "This is not a connection failure: the token or its request was rejected, so the identity is the cause.",
  "not-found":
    "This is not a connection failure: the vault answered that it has no such secret, key or certificate.",
  "invalid-reference": "This is not a connection failure: the reference to the secret is not valid.",
  unexplained: "The secret was not read; the text does not say why.",
};

/** What to check after a failed connection. */
export const failureAdvice: Pick<Sentences<AdviceFact>, OnFailures> = {
  "vault-may-not-exist": ({ vault, isDeclared }) =>
    isDeclared
      ? `A vault has a DNS name only while it exists: check that ${vault ?? "the vault"} is deployed and was not deleted.`
      : `A vault of this name may not exist: check the spelling of ${vault ?? "its name"}, the cloud, and whether it was deleted.`,
  "nothing-fits": ({ what }) => nothing[what],
  "no-caller-declared": () =>
    "No subnet or resource that may call the vault is declared here, so the way to it is not visible.",
  "public-address": ({ address, endpoint }) =>
    `The log shows the public address ${address}: for this caller, the vault's name does not resolve to private endpoint ${endpoint}.`,
  "private-address": ({ address }) =>
    `The log shows the private address ${address}, but no private endpoint of the vault is declared here.`,
  "answered-by": ({ resolver, isAzure }) =>
    isAzure
      ? `${resolver} is Azure DNS: it looks into the private DNS zones that are linked to the caller's network.`
      : `DNS server ${resolver} was asked: it sees private DNS zones only if it forwards to Azure DNS (168.63.129.16).`,
  "look-up-name": () =>
    "Run nslookup on the caller: an answer with privatelink but no address means that a linked DNS zone lacks the record.",
  "check-dns-server": () =>
    "Check which DNS servers the caller's network uses, and whether the caller can reach them on port 53.",
  "check-effective-rules": () =>
    "Check the caller's effective security rules and routes: IP flow verify and Next hop of Azure Network Watcher show them.",
  "connection-cut": () =>
    "A firewall, proxy or appliance on the way may have closed the connection; templates do not show everything that can.",
  "tls-inspection": () =>
    "A proxy or firewall that inspects TLS replaces the vault's certificate; exempt the vault, or trust the authority of the proxy.",
  "certificate-name": () =>
    "Call the vault by its own name, not by the one with privatelink: no certificate is issued for that.",
  "proxy-settings": () =>
    "Check the proxy settings of the caller: HTTPS_PROXY, and NO_PROXY for vaults that have a private endpoint.",
  "entra-hosts": () =>
    "Service principals, users and workload identities need TCP 443 to login.microsoftonline.com: allow AzureActiveDirectory on the way.",
  "metadata-service": () =>
    "Managed identities get tokens from an endpoint inside the machine or app: check that one is assigned, and that no proxy or network policy is in between.",
  "check-credentials": () =>
    "Check the identity, its credentials and its tenant; changing the network would not help.",
  "check-object-name": () =>
    "Check the name and version, and whether it was deleted; changing the network would not help.",
  "check-reference": () => "Check the spelling of the reference; changing the network would not help.",
  "see-details": () => "The details of the reference in the portal may say more.",
  "app-integration": () =>
    "An app uses the DNS, rules and routes of a subnet only through virtual network integration, and some traffic only with all of it routed there.",
  "pod-network": () =>
    "Pods call from the subnet of their node or their own; network policies of the cluster may block them, too.",
};

const nothing = {
  name: "Nothing that is declared here explains it: no linked DNS zone lacks the record, and no unknown DNS server is used.",
  connection:
    "Nothing that is declared here explains it: no security group, route or firewall on the way blocks or may block the connection.",
  token: "Nothing that is declared here explains it: no rule or route certainly blocks requests for tokens.",
} as const;

/** What explains why a connection may have ended at a gate. */
export const sayHint = sayBy<HintFact>({
  "token-blocked": () => notes.NOTE_TOKEN_BLOCKED,
  "platform-tag": ({ tag }) =>
    tag === "AzurePlatformDNS"
      ? "The rule names AzurePlatformDNS, so it blocks Azure DNS for the whole subnet."
      : "The rule names AzurePlatformIMDS, so it blocks the endpoint that gives tokens to machines.",
  "endpoint-elsewhere": ({ link }) =>
    `If the vault has a private endpoint that is not declared here, its name does not resolve: ${link} links a DNS zone in which no record of it is declared.`,
});

/** What would let a connection pass a gate: titles, as of fixes. */
export const sayRemedy = sayBy<RemedyFact>({
  "register-name": ({ link, vault }) =>
    `Add a record of ${sayVault(vault)} to the DNS zone that ${link} links, or a DNS zone group to its private endpoint`,
  "forward-to-azure-dns": ({ server }) =>
    `Let ${server === null ? "the DNS server" : `DNS server ${server}`} forward vault.azure.net to Azure DNS (168.63.129.16)`,
  "allow-in-group": ({ direction, group, to, before }) => {
    const what =
      direction === "outbound" ? `TCP 443 to ${to ?? "the vault"}` : "TCP 443 from the caller's subnet";
    return `Add an ${direction} rule to ${group} that allows ${what}${before === null ? "" : `, before rule ${before}`}`;
  },
  "change-route": ({ route, isPublic }) =>
    `Change route ${route}, which drops the traffic${isPublic ? ", or turn on the subnet's Microsoft.KeyVault service endpoint" : ""}`,
  "add-outbound-access": () =>
    "Add a NAT gateway to the subnet, or turn on its Microsoft.KeyVault service endpoint",
  "route-all": () => "Turn on Route All, so that the app's traffic goes through its subnet",
  "change-rule": ({ group, rule }) =>
    rule === null ? `Change this rule of ${group}` : `Change rule ${rule} of ${group}`,
  "link-zone": ({ vault }) =>
    `Link the private DNS zone with the record of ${sayVault(vault)} to the caller's network`,
  "unlink-zone": ({ links: [one, other] }) =>
    `Remove link ${one} or ${other}, so that the network has one private DNS zone for vaults`,
  "connect-networks": ({ endpoint }) =>
    `Peer the caller's network and that of private endpoint ${endpoint} in both directions`,
  "allow-in-firewall": ({ firewall }) =>
    `Add a rule to firewall ${firewall} that allows HTTPS to the vault: its name, *.vault.azure.net or AzureKeyVault`,
  "check-next-hop": ({ hop }) => `Check whether ${hop} forwards TCP 443 to the vault`,
  "check-group": ({ group }) => `Check whether the rules of ${group} that are not known here allow TCP 443`,
});
