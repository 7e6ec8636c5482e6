import { type Cause, causesOf, distinctCauses, type Value } from "../evaluate/values/value.ts";
import { all, any, type Truth } from "../logic/truth.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, PrivateEndpoint, Vault, VirtualNetworkLink } from "../network/network.ts";
import { causesOfLink, causesOfPrivateEndpoint, causesOfZone } from "../network/path-causes.ts";
import { type Answer, assumed, distinct, noEndpoint, notLinked } from "./answers.ts";
import { type Asker, type View, viewsOf } from "./dns-servers.ts";
import { endpointsOf, isApproved } from "./endpoints.ts";
import { capturedBy, linksVaultZone, sameZone, withoutRecord } from "./linked-zones.ts";
import { type Connected, connection, type PlaceInNetwork, placeOfEndpoint } from "./peering.ts";
import { isVaultZone, knownZoneName, registrationsOf, zonesOfVaults } from "./private-dns.ts";

export interface Resolution {
  /** One answer if it is certain, several if it depends. */
  readonly answers: readonly Answer[];
  /** A DNS server that is not declared here, if one answers: its address, or null if that is not known either. */
  readonly unknownServer: { readonly address: string | null } | null;
  /** What several answers depend on. */
  readonly because: readonly Cause[];
}

/**
 * What the name of a vault resolves to in a network. With an approved private endpoint, public DNS leads to the
 * `privatelink` zone, and Azure's DNS looks for it in the zones that are linked to the network that asks
 * (https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics).
 */
export function resolve(asker: Asker, vault: Vault, network: Network): Resolution {
  const endpoints = endpointsOf(vault, network)
    .map((endpoint) => ({ endpoint, approved: isApproved(endpoint, vault) }))
    .filter(({ approved }) => approved !== "no");
  if (endpoints.length === 0 && !hasCapturing(vault, network))
    return { answers: [noEndpoint], unknownServer: null, because: [] };
  const otherwise = endpoints.some(({ approved }) => approved === "yes") ? [] : [noEndpoint];
  const candidates = endpoints.map(({ endpoint }) => endpoint);
  const isAliased = candidates.length > 0;
  const views = viewsOf(asker, network);
  const found = views.flatMap((view): readonly Answer[] => {
    if (view.kind === "unknown")
      return [...(isAliased ? [...candidates.map(assumed), notLinked] : []), ...otherwise];
    const asked: Asked = { from: asker, asked: view.id, endpoints: candidates, vault, network };
    const behind = [...(isAliased ? answersIn(asked) : []), ...otherwise];
    const conflicts = isAliased ? conflictsIn(view.id, vault, network) : [];
    return [...conflicts, ...unlessCaptured(behind, asked)];
  });
  const answers = distinct(found);
  const unknown = views.find((view) => view.kind === "unknown");
  return {
    answers,
    unknownServer: isAliased && unknown?.kind === "unknown" ? { address: unknown.server } : null,
    because: answers.length > 1 ? causesOfAnswers(views, candidates, vault, network) : [],
  };
}

/** A question to Azure's DNS with the zones that are linked to a network. */
interface Asked {
  readonly from: PlaceInNetwork;
  readonly asked: Value;
  readonly endpoints: readonly PrivateEndpoint[];
  readonly vault: Vault;
  readonly network: Network;
}

/** Whether a link may give a network a zone that answers for all vaults. */
function hasCapturing(vault: Vault, { virtualNetworkLinks }: Network): boolean {
  return virtualNetworkLinks.some(({ zoneId }) =>
    [isVaultZone(vault, zoneId, "own"), isVaultZone(vault, zoneId, "behind")].includes("yes"),
  );
}

/** The answers where no linked zone captures the name itself, or what it leads to. */
function unlessCaptured(
  answers: readonly Answer[],
  { asked, endpoints, vault, network }: Asked,
): readonly Answer[] {
  if (!hasCapturing(vault, network)) return answers;
  const own = capturedBy("own", asked, endpoints, vault, network);
  if (own.isCertain) return own.answers;
  const behind = capturedBy("behind", asked, endpoints, vault, network);
  const kept = answers.filter(
    (answer) => !behind.isCertain || answer.kind !== "public" || answer.why === "redirected",
  );
  const isOpen = answers.some(
    (answer) => answer.kind === "public" || (answer.kind === "private" && answer.isAssumed),
  );
  return [...own.answers, ...kept, ...(isOpen ? behind.answers : [])];
}

function causesOfAnswers(
  views: readonly View[],
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Cause[] {
  const mayBeForVaults = (zoneId: Value): boolean =>
    zonesOfVaults.some((zones) => isVaultZone(vault, zoneId, zones) !== "no");
  const links = network.virtualNetworkLinks.filter(({ zoneId }) => mayBeForVaults(zoneId));
  const zones = network.privateDnsZones.filter(({ id }) => mayBeForVaults(id));
  return distinctCauses([
    ...views.flatMap((view) => (view.kind === "unknown" ? view.because : [])),
    ...endpoints.flatMap(causesOfPrivateEndpoint),
    ...links.flatMap((link) => [...causesOfLink(link), ...causesOf(link.zoneId)]),
    ...zones.flatMap(causesOfZone),
  ]);
}

/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration: only one zone of a name can be linked to a network. */
function conflictsIn(asked: Value, vault: Vault, network: Network): readonly Answer[] {
  const certain = network.virtualNetworkLinks.filter(
    (link) => linksVaultZone(link, asked, vault, network) === "yes",
  );
  for (const link of certain) {
    const other = certain.find(
      (each) =>
        knownZoneName(each.zoneId) === knownZoneName(link.zoneId) &&
        sameZone(each.zoneId, link.zoneId) === "no",
    );
    if (other) return [{ kind: "conflict", links: [link, other] }];
  }
  return [];
}

/** The answers for the alias that public DNS leads to. */
function answersIn({ asked, from, endpoints, vault, network }: Asked): readonly Answer[] {
  const registered = endpoints.map((endpoint) => ({
    endpoint,
    holds: isRegistered(endpoint, asked, vault, network),
  }));
  const certain = registered.filter(({ holds }) => holds === "yes");
  if (certain.length > 0)
    return certain.map(({ endpoint }) => ({ kind: "private", endpoint, isAssumed: false }));
  const possible = registered.filter(({ holds }) => holds === "maybe").map(({ endpoint }) => endpoint);
  // Beside the endpoint, a link is taken for one to this network unless a parameter decides about it.
  const near = possible.filter((endpoint) => isNear(from, endpoint, network) === "yes");
  const meant = near.filter((endpoint) => isRegistered(endpoint, asked, vault, network, "yes") === "yes");
  if (meant.length > 0) return meant.map(assumed);
  const links = network.virtualNetworkLinks.filter(
    (link) => linksVaultZone(link, asked, vault, network) !== "no",
  );
  const linked = any(links.map((link) => linksVaultZone(link, asked, vault, network)));
  const unknownZones = network.virtualNetworkLinks.filter(
    ({ exists, zoneId, network: { value } }) =>
      exists.truth !== "no" &&
      isVaultZone(vault, zoneId) === "maybe" &&
      sameNetwork(value, asked, network) !== "no",
  );
  return [
    ...possible.map((endpoint): Answer => ({ kind: "private", endpoint, isAssumed: false })),
    ...links.flatMap((link) => withoutRecord(link, endpoints, vault, network)),
    ...(linked === "yes" ? [] : withoutLink(from, endpoints, unknownZones, vault, network)),
  ];
}

/**
 * Whether a zone with an address of the endpoint is linked to a network; `perhaps` is what an unknown ID or loop counts as, but nothing
 * about which a parameter decides.
 */
function isRegistered(
  endpoint: PrivateEndpoint,
  asked: Value,
  vault: Vault,
  network: Network,
  perhaps: Truth = "maybe",
): Truth {
  const orPerhaps = (same: Truth, because: readonly Cause[] = []): Truth =>
    same === "maybe" && !because.some(({ kind }) => kind === "parameter") ? perhaps : same;
  const registrations = registrationsOf(endpoint, vault, network);
  return any(
    network.virtualNetworkLinks.flatMap((link) =>
      registrations.map(({ zoneId, holds, because }) =>
        all([
          // A zone whose name is not known may be for anything, also where a zone group names it.
          isVaultZone(vault, zoneId),
          isVaultZone(vault, link.zoneId),
          orPerhaps(holds, because),
          orPerhaps(link.exists.truth, link.exists.because),
          orPerhaps(sameZone(link.zoneId, zoneId)),
          orPerhaps(sameNetwork(link.network.value, asked, network), causesOf(link.network.value)),
        ]),
      ),
    ),
  );
}

/** Whether an endpoint is in a network, or in one that is peered with it. */
function isNear(from: PlaceInNetwork, endpoint: PrivateEndpoint, network: Network): Truth {
  const { why, answer } = connection(from, placeOfEndpoint(endpoint), network);
  return isLink[why] ? answer : "no";
}

/** Whether two networks are one, or both have a link to the other. */
const isLink: Readonly<Record<Connected["why"], boolean>> = {
  "same-network": true,
  peered: true,
  "access-off": true,
  "subnets-left-out": true,
  overlapping: true,
  "one-side": false,
  "through-hub": false,
  "through-appliance": false,
  "perhaps-same": false,
  unpeered: false,
  "not-declared": false,
};

/**
 * Without a linked zone, the name resolves to the public address. If no zone is declared at all, or only another
 * template can link it, callers near the endpoint are assumed to have one.
 */
function withoutLink(
  from: PlaceInNetwork,
  endpoints: readonly PrivateEndpoint[],
  unknownZones: readonly VirtualNetworkLink[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const isPerhapsLinked = unknownZones.length > 0;
  const found = endpoints.map((endpoint) => {
    const reach = any([
      isNear(from, endpoint, network),
      sameNetwork(from.networkId, endpoint.networkId, network),
    ]);
    return {
      endpoint,
      holds: all([reach, isPerhapsLinked ? "maybe" : zonesAreHidden(endpoint, vault, network)]),
    };
  });
  const certain = found.filter(({ holds }) => holds === "yes");
  if (certain.length > 0) return certain.map(({ endpoint }) => assumed(endpoint));
  const possible = found.filter(({ holds }) => holds === "maybe");
  return [...possible.map(({ endpoint }) => assumed(endpoint)), notLinked];
}

/** "yes" if nothing here declares the zones of an endpoint, "maybe" if something that is not read may. */
function zonesAreHidden(endpoint: PrivateEndpoint, vault: Vault, network: Network): Truth {
  const groups = endpoint.zoneGroups.flatMap(({ zones }) => zones.items.map(({ field }) => field.value));
  const inVaultZone = any(groups.map((id) => (id.kind === "absent" ? "maybe" : isVaultZone(vault, id))));
  // What a zone group names without a name that is known may be the zone of something else.
  if (groups.length > 0 && inVaultZone !== "yes") return inVaultZone;
  const declared = network.privateDnsZones.filter(
    (zone) => !zone.existing && isVaultZone(vault, zone.id) !== "no",
  );
  if (declared.length === 0) return "yes";
  const zones = registrationsOf(endpoint, vault, network).map(({ zoneId }) => zoneId);
  const isOwn =
    zones.length === 0 || zones.some((id) => declared.some((zone) => sameZone(zone.id, id) !== "no"));
  if (!isOwn) return "yes";
  return mayDeclareAbout(network, ...declared) ? "maybe" : "no";
}
