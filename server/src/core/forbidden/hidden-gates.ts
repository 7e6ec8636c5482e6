import type { Caller } from "../access/caller.ts";
import { consumerLabel } from "../access/consumer-source.ts";
import { groupFacts, placeOfGroup } from "../access/describe-path.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { SecurityRuleFact } from "../access/path-fact.ts";
import type { HintFact, RemedyFact } from "../access/refusal.ts";
import { subnetName } from "../access/source.ts";
import { labelOf } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import { knownText } from "../evaluate/values/value.ts";
import { allowInGroups } from "../fixes/allow-in-groups.ts";
import type { Fix } from "../fixes/fix.ts";
import { offeredFixes } from "../fixes/plan.ts";
import { IpBounds } from "../ip/ip-set.ts";
import { linkTo, sameResource } from "../network/ids/links.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import type { Network, Subnet, Vault, VirtualNetworkLink } from "../network/network.ts";
import type { SecurityGroup, SecurityRule } from "../network/path-resources.ts";
import { groupsFrom, hopsFrom, sourcesOf } from "../path/passing.ts";
import { isVaultZone } from "../path/private-dns.ts";
import { isWord } from "../path/security-rules.ts";
import { tokenDestination, tokenHost } from "../path/vault-addresses.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import { asMachine } from "../services/consumers/integration.ts";
import type { Span } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import { factsIn, type GateMet, type Symptom } from "./remedy.ts";
import { nameStep } from "./steps-met.ts";

/** Where requests for tokens of Microsoft Entra ID end, whether or not the vault itself can be reached. */
export function tokenGates(
  { steps }: Verdict,
  { issuer }: Symptom,
  caller: DeclaredCaller,
  across: VaultAcrossWorlds,
): readonly GateMet[] {
  if (issuer !== "entra" || !steps.some(({ gate }) => gate.notes.includes("NOTE_TOKEN_BLOCKED"))) return [];
  const place = placeOf(caller, across);
  const block = place && tokenBlock(place.subnet, place.network);
  const { fixes = [], ...met } = block ?? ({ gate: "route", facts: [], span: null, remedy: null } as const);
  const [fix = null] = across.views.length === 1 ? offeredFixes([fixes]) : [];
  return [{ ...met, fix, outcome: "deny", hint: { kind: "token-blocked" } }];
}

/** A zone that may lack the record of a vault whose private endpoint, if there is one, is not declared here. */
export function linkGates(
  verdict: Verdict,
  { shape }: Symptom,
  caller: DeclaredCaller,
  across: VaultAcrossWorlds,
): readonly GateMet[] {
  if (shape !== "name-resolution" && shape !== "vault-not-found") return [];
  const step = nameStep(verdict);
  const isElsewhere = factsIn(step?.gate.facts ?? []).some(
    (fact) => fact.kind === "name-public" && fact.why === "no-endpoint",
  );
  const place = isElsewhere ? placeOf(caller, across) : null;
  const link = place && linkWithoutRecord(place.vault, place.subnet, place.network);
  if (!link) return [];
  const { symbol, label: span } = link;
  const remedy: RemedyFact = { kind: "register-name", link: symbol, vault: labelOf(across.vault) };
  const hint: HintFact = { kind: "endpoint-elsewhere", link: symbol };
  return [{ gate: "name-resolution", outcome: "maybe", facts: [], hint, span, remedy }];
}

/**
 * The rules that block Azure's own DNS, or the endpoint that gives tokens to machines: only rules that name their tags do
 * (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview).
 */
export function platformGates(
  { shape, issuer }: Symptom,
  caller: DeclaredCaller,
  across: VaultAcrossWorlds,
): readonly GateMet[] {
  const tag = shape === "dns-server" ? "AzurePlatformDNS" : issuer === "machine" ? "AzurePlatformIMDS" : null;
  const place = tag === null ? null : placeOf(caller, across);
  if (tag === null || !place) return [];
  return platformRules(tag, place.subnet, place.network).map(({ group, rule, fact }) => ({
    gate: "network-security-group",
    outcome: "maybe",
    facts: [fact],
    hint: { kind: "platform-tag", tag },
    span: rule.label,
    remedy: { kind: "change-rule", group: group.symbol, rule: fact.rule },
  }));
}

interface PlaceOfCaller {
  readonly vault: Vault;
  readonly subnet: Subnet;
  readonly network: Network;
}

/** The subnet of a caller, in the first of a vault's worlds. */
function placeOf(caller: DeclaredCaller, { views }: VaultAcrossWorlds): PlaceOfCaller | null {
  const [view] = views;
  const network = view?.world.network;
  const declared = network ? caller.in(network) : null;
  const subnet = declared && subnetOf(declared);
  return view && network && subnet ? { vault: view.vault, subnet, network } : null;
}

/** The first declared subnet that a caller is in. */
function subnetOf(caller: Caller): Subnet | null {
  if (caller.kind === "subnet") return caller.subnet;
  if (caller.kind !== "consumer" || caller.consumer.place.kind !== "subnets") return null;
  const [first] = caller.consumer.place.subnets.flatMap(({ link }) =>
    link.kind === "declared" ? [link.to] : [],
  );
  return first ?? null;
}

/**
 * A link that gives a subnet's network a zone for vaults in which no record of a vault is declared. If the vault has a private
 * endpoint somewhere else, its name does not resolve there
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://learn.microsoft.com/azure/dns/private-dns-fallback).
 */
function linkWithoutRecord(vault: Vault, { networkId }: Subnet, network: Network): VirtualNetworkLink | null {
  const found = network.virtualNetworkLinks.find(
    (link) =>
      link.exists.truth !== "no" &&
      isVaultZone(vault, link.zoneId) === "yes" &&
      sameNetwork(link.network.value, networkId, network) !== "no" &&
      !asksPublicDns(link) &&
      !hasRecord(link, vault, network),
  );
  return found ?? null;
}

function asksPublicDns({ resolutionPolicy: { value } }: VirtualNetworkLink): boolean {
  return value.kind === "known" && foldWord(value.value) === "nxdomainredirect";
}

function hasRecord({ zoneId }: VirtualNetworkLink, vault: Vault, { privateDnsZones }: Network): boolean {
  return privateDnsZones
    .filter(({ id }) => sameResource(id, zoneId) !== "no")
    .some(({ addressRecords }) =>
      addressRecords.some(({ name }) => equalValues(name, vault.name, true) === "yes"),
    );
}

/** The tags of addresses that Azure answers at inside of every network. */
type PlatformTag = "AzurePlatformDNS" | "AzurePlatformIMDS";

interface PlatformRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly fact: Extract<SecurityRuleFact, { readonly kind: "security-rule" }>;
}

/** The outbound rules of a subnet's security group that deny one of these addresses by its tag. */
function platformRules(tag: PlatformTag, subnet: Subnet, network: Network): readonly PlatformRule[] {
  const link = linkTo(subnet.securityGroup.value, network.securityGroups);
  if (link.kind !== "declared") return [];
  const group = link.to;
  return group.rules
    .filter((rule) => denies(rule, tag))
    .map((rule) => ({ group, rule, fact: factOf(rule, group) }));
}

function denies({ direction, access, destination, exists }: SecurityRule, tag: PlatformTag): boolean {
  const isOutbound = isWord(direction.value, "outbound") === "yes" && isWord(access.value, "deny") === "yes";
  const names = destination.prefixes.items.some(({ field }) => isWord(field.value, foldWord(tag)) === "yes");
  return exists.truth !== "no" && isOutbound && names;
}

function factOf({ name, priority }: SecurityRule, { symbol }: SecurityGroup): PlatformRule["fact"] {
  return {
    kind: "security-rule",
    direction: "outbound",
    group: symbol,
    machine: null,
    rule: knownText(name),
    priority: priority.value.kind === "known" ? priority.value.value : null,
    effect: "denies",
  };
}

/** Where requests of a subnet for tokens end. */
interface TokenBlock {
  readonly gate: "network-security-group" | "route";
  readonly facts: readonly GateFact[];
  readonly span: Span | null;
  readonly remedy: RemedyFact | null;
  readonly fixes: readonly Fix[];
}

/**
 * The rule or route at which requests to Microsoft Entra ID end, in a subnet that cannot reach it
 * (https://learn.microsoft.com/azure/key-vault/general/access-behind-firewall).
 */
function tokenBlock(subnet: Subnet, network: Network): TokenBlock | null {
  const destination = tokenDestination(IpBounds.none);
  const packets = { sources: () => sourcesOf(subnet), destination, endpoint: null };
  const start = { subnet, integration: asMachine };
  const group = groupsFrom(start, "yes", packets, network).find(
    ({ applies, filtered }) => applies === "yes" && filtered?.denies === "yes",
  );
  if (group) {
    const facts = groupFacts(group);
    return {
      ...{ gate: "network-security-group", facts, span: placeOfGroup(group), remedy: tokenRemedy(facts) },
      fixes: allowInGroups([{ passed: group, tag: "AzureActiveDirectory" }]),
    };
  }
  const [passed] = hopsFrom(start, packets, tokenHost, network);
  const route = passed && "route" in passed.hop ? passed.hop.route : null;
  return route && { gate: "route", facts: [], span: route.label, remedy: null, fixes: [] };
}

function tokenRemedy(facts: readonly GateFact[]): RemedyFact | null {
  const [fact] = factsIn(facts);
  if (fact?.kind !== "security-rule" && fact?.kind !== "default-security-rule") return null;
  const { direction, group, rule: before } = fact;
  return { kind: "allow-in-group", direction, group, to: "AzureActiveDirectory", before };
}

/** Something declared that may have called a vault. */
export interface DeclaredCaller {
  /** As a source is written: `subnet:vnet/app`, `consumer:api`. */
  readonly from: string;
  readonly in: (network: Network) => Caller | null;
}

/** What may call a vault: the resources that use it, and whatever else is in the subnets of the deployment. */
export function callersOf({ vault, views }: VaultAcrossWorlds): readonly DeclaredCaller[] {
  const networks = views.map(({ world }) => world.network);
  const found = networks.flatMap((network) => [...consumersIn(network, vault), ...subnetsIn(network)]);
  return [...new Map(found.map((each) => [each.from, each])).values()];
}

function consumersIn(network: Network, vault: Vault): readonly DeclaredCaller[] {
  return callersOfVaultsIn(network)
    .filter((consumer) => consumer.exists.truth !== "no" && mayUse(consumer, vault))
    .map(({ key, resource }) => ({
      from: `consumer:${consumerLabel(resource)}`,
      in: (other) => {
        const same = callersOfVaultsIn(other).find((each) => each.key === key);
        return same ? { kind: "consumer", consumer: same } : null;
      },
    }));
}

function subnetsIn(network: Network): readonly DeclaredCaller[] {
  return network.subnets.filter(mayHoldCallers).map((subnet) => ({
    from: `subnet:${subnetName(subnet, network)}`,
    in: (other) => {
      const same = other.subnets.find(({ key }) => key === subnet.key);
      return same ? { kind: "subnet", subnet: same } : null;
    },
  }));
}

/** Subnets of these names contain nothing but what Azure puts there. */
const reserved = new Set([
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "gatewaysubnet",
  "azurebastionsubnet",
  "routeserversubnet",
]);

function mayHoldCallers({ name, exists }: Subnet): boolean {
  const isReserved =
    name.kind === "known" && typeof name.value === "string" && reserved.has(foldWord(name.value));
  return exists.truth !== "no" && !isReserved;
}
