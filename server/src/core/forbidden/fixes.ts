import { certainEndpoints } from "../access/certain-endpoints.ts";
import { isListed } from "../access/gate-ip-rules.ts";
import { readSource, type Source, subnetLabel, subnetsNamed } from "../access/source.ts";
import { labelOf, type VaultLabel } from "../access/vault-label.ts";
import { judge } from "../access/verdict.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { accessFixes } from "../fixes/access-fixes.ts";
import { turnOnServiceEndpoint } from "../fixes/open-path.ts";
import { addPrivateEndpoint } from "../fixes/declare/private-endpoint.ts";
import type { FixTitle } from "../fixes/fix-title.ts";
import { type ChangedParameter, denyByDefault, disablePublicAccess, type Fix } from "../fixes/fix.ts";
import { offeredFixes } from "../fixes/plan.ts";
import { IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import { parseAddressSource } from "../ip/source-text.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { egressOf } from "../path/egress.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import { callerOf, mayBeTrusted, subnetOf } from "./about.ts";
import type { Forbidden } from "./read.ts";

/** A way to let a client in. */
export interface ForbiddenFix {
  readonly title: FixTitle;
  /** The parameter that it changes, where it changes one. */
  readonly where?: ChangedParameter;
  /** How to write it; null if only people can. */
  readonly fix: Fix | null;
}

/** A vault of a template, and who was kept out. */
export interface KeptOut {
  readonly worlds: readonly World[];
  readonly across: VaultAcrossWorlds;
}

/** What would let the client in, narrowest first; nothing where the network did, or where the template does already. */
export function fixesFor(
  forbidden: Forbidden,
  template: VerdictReport | null,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  if (template?.verdict === "allowed") return [];
  const vault = forbidden.vault === null && place ? labelOf(place.across.vault) : named(forbidden.vault);
  const own = place && forbidden.client === null ? ownFixes(forbidden, place) : [];
  if (own.length > 0) return own;
  if (forbidden.about?.kind === "consumer" && forbidden.client === null)
    return template?.verdict === "denied" ? waysFor(template, vault) : [];
  const [listed, subnets, endpoint] = [
    listing(forbidden, vault, place),
    subnetRules(forbidden, vault, place),
    privateEndpoint(forbidden, vault, place),
  ];
  switch (forbidden.shape) {
    case "firewall":
      return [...listed, ...subnets, endpoint];
    case "firewall-bypass-none":
      return [...listed, ...subnets, endpoint, trusting(vault, place)];
    case "disabled":
      return [endpoint, ...written(subnets), opening(vault)];
    case "disabled-bypass-none":
      return [endpoint, trusting(vault, place), ...written(subnets), opening(vault)];
    default:
      return [];
  }
}

/** The ways in for a caller that no change of these templates lets in: where it runs, only people know. */
function waysFor({ reason }: VerdictReport, vault: VaultLabel): readonly ForbiddenFix[] {
  const endpoint: ForbiddenFix = { title: { kind: "add-endpoint", vault }, fix: null };
  if (reason === "DENY_PUBLIC_ACCESS_DISABLED") return [endpoint, opening(vault)];
  return [{ title: { kind: "subnet-rule-for-caller", vault }, fix: null }, endpoint];
}

/** What lets in the very caller that a text names, or makes a template one that Azure accepts. */
function ownFixes({ shape, about }: Forbidden, { worlds, across }: KeptOut): readonly ForbiddenFix[] {
  const { key: vaultKey, views } = across;
  switch (about?.kind) {
    case "consumer": {
      const caller = shape === "permission" ? null : callerOf(about, across);
      const fixes = caller ? accessFixes(worlds, { source: caller.source, vaultKey, expect: "allow" }) : [];
      return fixes.filter(({ title }) => title.kind !== "trust" || mayBeTrusted(about)).map(shown);
    }
    case "ip-rule": {
      const reading = readSource(about.rule);
      if ("fault" in reading) return [];
      return accessFixes(worlds, { source: reading.source, vaultKey, expect: "deny" }).map(shown);
    }
    case "subnet":
      return offeredFixes(
        views.map(({ vault, world: { network } }) => {
          const subnet = subnetOf(about, vault, network);
          return subnet ? turnOnServiceEndpoint(subnet) : [];
        }),
      ).map(shown);
    case "policy":
      return offeredFixes(
        views.map(({ vault, world: { network } }) =>
          about.demands === "publicNetworkAccess"
            ? disablePublicAccess(vault, network, false)
            : about.demands === "defaultAction"
              ? denyByDefault(vault, network, false)
              : [],
        ),
      ).map(shown);
    default:
      return [];
  }
}

/** A fix with what is said of it. */
export function shown(fix: Fix): ForbiddenFix {
  const { title, where } = fix;
  return where ? { title, where, fix } : { title, fix };
}

/** What a 403 calls the vault; nothing where it does not say. */
function named(name: string | null): VaultLabel {
  return { name, symbol: "", namedBy: null };
}

/** An IP rule takes one public IPv4 address. */
function listing({ client }: Forbidden, name: VaultLabel, place: KeptOut | null): readonly ForbiddenFix[] {
  const address = clientAddress(client);
  if (client === null || address.kind !== "public") return [];
  const source: Source = {
    kind: "caller",
    caller: { kind: "addresses", addresses: address.addresses },
  };
  const fix = fixFor(source, place);
  const opens = fix !== null && fix.edits.length > 1;
  const title = { kind: "add-rules", rules: [`${client}/32`], list: "ipRules", vault: name, opens } as const;
  return [{ title, fix }];
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 3;

/** A rule for each subnet that the caller may be in; where none of them can be written, people have to. */
function subnetRules(
  { client }: Forbidden,
  name: VaultLabel,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  const [view] = place?.across.views ?? [];
  const subnets = view ? subnetsOfCaller(clientAddress(client), view.vault, view.world.network) : [];
  // If two of them had the same name, the first one would be allowed, possibly the wrong one.
  const named = subnets.filter(
    (subnet) => view && subnetsNamed(subnetLabel(subnet), view.world.network).length === 1,
  );
  const found = named.slice(0, mostSubnets).flatMap((subnet): readonly ForbiddenFix[] => {
    const fix = fixFor({ kind: "subnet", name: subnetLabel(subnet) }, place);
    if (!fix) return [];
    const { title } = fix;
    return [
      title.kind === "allow-subnets" ? { ...shown(fix), title: { ...title, ifThere: true } } : shown(fix),
    ];
  });
  return found.length > 0 ? found : [{ title: { kind: "subnet-rule-for-caller", vault: name }, fix: null }];
}

/** Where the vault has a private endpoint already, the caller has to use it; else it may get one in the caller's network. */
function privateEndpoint({ client }: Forbidden, name: VaultLabel, place: KeptOut | null): ForbiddenFix {
  const [view] = place?.across.views ?? [];
  const [endpoint] = view ? certainEndpoints(view.vault, view.world.network) : [];
  if (endpoint)
    return { title: { kind: "call-over-endpoint", endpoint: endpoint.symbol, vault: name }, fix: null };
  const subnets = view ? subnetsOfCaller(clientAddress(client), view.vault, view.world.network) : [];
  // Of several, none is known to be the caller's, though an endpoint anywhere in its network is one for it.
  const [subnet, ...others] = subnets;
  const isOneNetwork = others.every(
    ({ networkId }) =>
      subnet && view && sameNetwork(networkId, subnet.networkId, view.world.network) === "yes",
  );
  const fix = subnet && isOneNetwork && place ? endpointFor(subnet, place) : null;
  return { title: fix?.title ?? { kind: "add-endpoint", vault: name }, fix };
}

/** An endpoint that can be declared in the same way in every world. */
function endpointFor(subnet: Subnet, { across }: KeptOut): Fix | null {
  const [fix] = offeredFixes(
    across.views.map(({ vault, world: { network } }) => {
      const own = network.subnets.find(({ key }) => key === subnet.key);
      return own ? addPrivateEndpoint(vault, own, network) : [];
    }),
  );
  return fix ?? null;
}

function trusting(name: VaultLabel, place: KeptOut | null): ForbiddenFix {
  return {
    title: { kind: "trust-if-service", vault: name },
    fix: fixFor({ kind: "caller", caller: { kind: "trustedService" } }, place),
  };
}

function opening(name: VaultLabel): ForbiddenFix {
  return { title: { kind: "enable-and-list", vault: name }, fix: null };
}

function written(fixes: readonly ForbiddenFix[]): readonly ForbiddenFix[] {
  return fixes.filter(({ fix }) => fix);
}

function fixFor(source: Source, place: KeptOut | null): Fix | null {
  if (!place) return null;
  const [fix] = accessFixes(place.worlds, { source, vaultKey: place.across.key, expect: "allow" });
  return fix ?? null;
}

/** What a 403 says of the address that the service saw. */
type ClientAddress =
  | { readonly kind: "public" | "private"; readonly addresses: IpSet }
  | { readonly kind: "ipv6" }
  /** The text does not contain it. */
  | { readonly kind: "untold" };

export function clientAddress(client: string | null): ClientAddress {
  const source = client === null ? null : parseAddressSource(client);
  if (!source || source.kind === "malformed") return { kind: "untold" };
  if (source.kind !== "ipv4") return { kind: "ipv6" };
  const addresses = IpSet.of([source.range]);
  return { kind: addresses.isSubsetOf(publicAddresses) ? "public" : "private", addresses };
}

/**
 * The declared subnets in which a rejected caller may be. Key Vault sees the private address of a caller whose
 * subnet has the service endpoint on, and the address that its traffic leaves through of any other
 * (https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview).
 */
function subnetsOfCaller(client: ClientAddress, vault: Vault, network: Network): readonly Subnet[] {
  const known = network.subnets.filter(
    (subnet) =>
      subnet.exists.truth !== "no" && judge(vault, network, { kind: "subnet", subnet }).verdict !== "allowed",
  );
  switch (client.kind) {
    case "private":
      return known.filter((subnet) => holds(subnet, client.addresses));
    case "public":
      return known.filter((subnet) => mayLeaveThrough(subnet, client.addresses, vault, network));
    case "untold":
      return known;
    case "ipv6":
      return [];
  }
}

/** A subnet with unknown ranges cannot be excluded. */
function holds({ prefixes }: Subnet, addresses: IpSet): boolean {
  const ranges = prefixes.map((each) => {
    const source = each.kind === "known" ? parseAddressSource(each.value) : null;
    return source?.kind === "ipv4" ? IpSet.of([source.range]) : null;
  });
  return ranges.length === 0 || ranges.some((range) => range === null || addresses.isSubsetOf(range));
}

function mayLeaveThrough(subnet: Subnet, addresses: IpSet, vault: Vault, network: Network): boolean {
  if (serviceEndpointOn(subnet) === "yes") return false;
  const egress = egressOf(subnet, vault, network);
  const seen = { values: [], bounds: IpBounds.known(addresses) };
  return !egress || egress.addresses.some((address) => isListed(address, seen) !== "no");
}
