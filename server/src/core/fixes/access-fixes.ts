import type { Caller, DirectCaller } from "../access/caller.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { attemptsOf } from "../access/consumer-paths.ts";
import { bypass, publicAccess } from "../access/effective.ts";
import { cidrRules } from "../access/ip-rules.ts";
import { callersIn, type Source } from "../access/source.ts";
import { labelOf } from "../access/vault-label.ts";
import { judge } from "../access/verdict.ts";
import { vaultWithKey, type World } from "../access/worlds.ts";
import { is, known } from "../evaluate/values/value.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { truth } from "../logic/truth.ts";
import { spellingOf } from "../network/fields/field.ts";
import type { Network, Subnet, Vault, VirtualNetworkLink } from "../network/network.ts";
import { writtenVersion } from "../network/versioned.ts";
import { redirectingSince } from "../path/linked-zones.ts";
import { pathOf } from "../path/path.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { isBypassInDoubt } from "../services/consumers/trust.ts";
import { addPrivateEndpoint, registerEndpoint } from "./declare/private-endpoint.ts";
import { addRecord, linkZone } from "./declare/resolve-privately.ts";
import type { FixTitle } from "./fix-title.ts";
import {
  append,
  denyByDefault,
  disablePublicAccess,
  type Edit,
  fix,
  type Fix,
  remove,
  set,
  setTitle,
} from "./fix.ts";
import { offeredFixes } from "./plan.ts";
import { allowTitle, listsSubnet, openPath, turnOnServiceEndpoint, wayInForSubnet } from "./open-path.ts";

/** The access that a source should have to a vault. */
export interface Wish {
  readonly source: Source;
  readonly vaultKey: string;
  readonly expect: "allow" | "deny";
}

/**
 * The changes that may grant a source access to a vault or revoke it, narrowest first. Whether one does is for the host to
 * try, since a change may meet other gates than those it is about.
 */
export function accessFixes(worlds: readonly World[], { source, vaultKey, expect }: Wish): readonly Fix[] {
  const across = vaultWithKey(worlds, vaultKey);
  const fixesByWorld = (across?.views ?? []).flatMap(({ world: { network }, vault }) => {
    const [caller] = callersIn(source, network).values();
    if (!caller || vault.state) return [];
    return [expect === "allow" ? lettingIn(vault, network, caller) : keepingOut(vault, network, caller)];
  });
  return offeredFixes(fixesByWorld);
}

function lettingIn(vault: Vault, network: Network, caller: Caller): readonly Fix[] {
  switch (caller.kind) {
    case "addresses":
      return listing(vault, network, caller.addresses);
    case "subnet":
      return lettingInSubnet(vault, network, caller, caller);
    case "consumer":
      return [
        ...subnetsOf(caller.consumer).flatMap((each) => lettingInSubnet(vault, network, each, caller)),
        ...trusting(vault),
      ];
    case "service":
    case "trustedService":
      return trusting(vault);
    default:
      return [];
  }
}

type InSubnet = Extract<DirectCaller, { readonly kind: "subnet" }>;

/** The subnets that a consumer calls from, if the vault refuses any other attempt. */
function subnetsOf(consumer: Consumer): readonly InSubnet[] {
  const [first, second = first] = attemptsOf(consumer);
  return second.flatMap((path) => (path.kind === "subnet" ? [path] : []));
}

/** What opens the path of a subnet, and what admits it at the vault. */
function lettingInSubnet(vault: Vault, network: Network, caller: InSubnet, asked: Caller): readonly Fix[] {
  const { resolution } = pathOf(caller.subnet, vault, network, caller.integration);
  const redirecting = resolution.answers.flatMap((answer) =>
    answer.kind === "missing"
      ? [
          ...redirectNames(answer.link, vault, network, asked),
          ...addRecord(answer.link, vault, caller.subnet, network),
        ]
      : [],
  );
  return [
    ...redirecting,
    ...openPath(vault, network, caller, asked),
    ...throughEndpoint(vault, caller.subnet, network),
    ...byRule(vault, caller.subnet, network),
    ...addPrivateEndpoint(vault, caller.subnet, network),
  ];
}

/** What has the name of a vault resolve to a private endpoint that there is. */
function throughEndpoint(vault: Vault, subnet: Subnet, network: Network): readonly Fix[] {
  const registering = certainEndpoints(vault, network).flatMap((endpoint) =>
    registerEndpoint(endpoint, vault, network),
  );
  return [...linkZone(vault, subnet, network), ...registering];
}

/** A rule for a subnet, or the service endpoint that its rule needs. */
function byRule(vault: Vault, subnet: Subnet, network: Network): readonly Fix[] {
  const opens = opening(vault);
  if (listsSubnet(vault, subnet) && serviceEndpointOn(subnet) === "no" && opens.length === 0)
    return turnOnServiceEndpoint(subnet);
  const way = wayInForSubnet(vault, subnet, network);
  if (!way) return [];
  const title = allowTitle([subnet], way.way, labelOf(vault), opens.length > 0);
  return [fix({ title, target: vault, edits: [...way.edits, ...opens], beside: way.beside })];
}

/** More ranges than these are not listed one by one. */
const mostRanges = 20;

/** Lists the addresses that are not allowed yet. If public access is disabled, it must be enabled for them, and only for them. */
function listing(vault: Vault, network: Network, addresses: IpSet): readonly Fix[] {
  const { allowed } = judge(vault, network, { kind: "addresses", addresses });
  const missing = addresses.intersect(publicAddresses).minus(allowed).toCidrs();
  if (missing.length === 0 || missing.length > mostRanges) return [];
  const opens = opening(vault);
  const title = rulesTitle("add-rules", vault, missing, opens.length > 0);
  return [fix({ title, target: vault, edits: [append(vault.ipRules, ...missing), ...opens] })];
}

function rulesTitle(
  kind: "add-rules" | "remove-rules",
  vault: Vault,
  rules: readonly string[],
  opens = false,
): FixTitle {
  return { kind, rules, list: spellingOf(vault.ipRules), vault: labelOf(vault), opens };
}

/** Makes rules apply if public access is disabled; callers that they do not list stay blocked. */
function opening(vault: Vault): readonly Edit[] {
  const isDisabled = is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
  return isDisabled ? [set(vault.publicNetworkAccess, "Enabled"), set(vault.defaultAction, "Deny")] : [];
}

function trusting(vault: Vault): readonly Fix[] {
  const isTrusting = is(bypass(vault).value, (word) => truth(word === "AzureServices")) === "yes";
  if (isTrusting) return [];
  const title: FixTitle = { kind: "trust", vault: labelOf(vault), value: "AzureServices" };
  return [fix({ title, target: vault, edits: [set(vault.bypass, "AzureServices")] })];
}

function keepingOut(vault: Vault, network: Network, caller: Caller): readonly Fix[] {
  const { reason } = judge(vault, network, caller);
  switch (reason) {
    case "ALLOW_FIREWALL_OFF":
      return [...denyByDefault(vault, network, false), ...disablePublicAccess(vault, network, false)];
    case "ALLOW_TRUSTED_SERVICE": {
      if (isBypassInDoubt(vault, network)) return [];
      const title: FixTitle = { kind: "trust", vault: labelOf(vault), value: "None" };
      return [fix({ title, target: vault, edits: [set(vault.bypass, "None")] })];
    }
    default:
      return caller.kind === "addresses" ? unlisting(vault, caller.addresses) : [];
  }
}

/** All rules that let some of the addresses in have to go, not the first alone. */
function unlisting(vault: Vault, addresses: IpSet): readonly Fix[] {
  const matching = cidrRules(vault).filter(({ entry }) => IpSet.of([entry.range]).overlaps(addresses));
  if (matching.length === 0) return [];
  const rules = matching.map(({ text }) => text);
  const title = rulesTitle("remove-rules", vault, rules);
  return [
    fix({
      title,
      target: vault,
      edits: [
        remove(
          vault.ipRules,
          matching.map(({ item }) => item),
        ),
      ],
    }),
  ];
}

/** https://learn.microsoft.com/azure/dns/private-dns-fallback */
const policy = "NxDomainRedirect";

/**
 * Has a link ask public DNS for names that its zone does not have; none where the caller would then be denied, or where the version of
 * the API does not know the setting.
 */
export function redirectNames(
  link: VirtualNetworkLink,
  vault: Vault,
  network: Network,
  caller: Caller,
): readonly Fix[] {
  // azurerm chooses the version itself.
  const isVersioned = link.instance.declaration.apiVersion !== null;
  if (isVersioned && (writtenVersion(link) ?? "") < redirectingSince) return [];
  const { resolutionPolicy } = link;
  const redirecting = { ...resolutionPolicy, value: known(policy, { span: resolutionPolicy.slot.near }) };
  const after: Network = {
    ...network,
    virtualNetworkLinks: network.virtualNetworkLinks.map((each) =>
      each === link ? { ...link, resolutionPolicy: redirecting } : each,
    ),
  };
  if (judge(vault, after, caller).verdict === "denied") return [];
  const title = setTitle(resolutionPolicy, policy, "resolves-publicly");
  return [fix({ title, preferred: true, target: link, edits: [set(resolutionPolicy, policy)] })];
}
