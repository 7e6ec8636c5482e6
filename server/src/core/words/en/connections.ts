import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, FailureShape, HintFact, OnFailures, RemedyFact } from "../../access/refusal.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayVault } from "./vault.ts";

/** What a failed connection means; only what the log says. */
export const failureMeanings: Readonly<Record<FailureShape, string>> = terms.connections.failureMeanings;

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

const nothing = terms.connections.nothing;

/** What explains why a connection may have ended at a gate. */
export const sayHint = sayBy<HintFact>({
  "token-blocked": () => terms.notes.NOTE_TOKEN_BLOCKED,
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
