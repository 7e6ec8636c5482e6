import { partsOf } from "../evaluate/values/plain.ts";
import { is, type Value } from "../evaluate/values/value.ts";
import { all, any, type Truth, truth } from "../logic/truth.ts";
import { isIdText, sameResource } from "../network/ids/links.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, PrivateEndpoint, Vault, VirtualNetworkLink } from "../network/network.ts";
import { writtenVersion } from "../network/versioned.ts";
import { type Answer, assumed, noEndpoint } from "./answers.ts";
import { holdsRecord, isVaultZone, registrationsOf, type Zones } from "./private-dns.ts";
import { foldWord } from "../text/fold.ts";

/** What zones that are linked to a network answer for all vaults, and whether one certainly is. */
export interface Captured {
  readonly answers: readonly Answer[];
  readonly isCertain: boolean;
}

/** The answers of zones of the vaults' public names, which Azure's DNS asks instead of the public ones where they are linked. */
export function capturedBy(
  zones: Exclude<Zones, "alias">,
  asked: Value,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): Captured {
  const found = network.virtualNetworkLinks
    .map((link) => ({ link, isLinked: linksVaultZone(link, asked, vault, network, zones) }))
    .filter(({ isLinked }) => isLinked !== "no");
  return {
    answers: found.flatMap(({ link }) => answersOf(link, zones, endpoints, vault, network)),
    isCertain: found.some(({ isLinked }) => isLinked === "yes"),
  };
}

function answersOf(
  link: VirtualNetworkLink,
  zones: Zones,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const registered = (endpoint: PrivateEndpoint): Truth =>
    any(
      registrationsOf(endpoint, vault, network, zones).map(({ zoneId, holds }) =>
        all([holds, sameZone(link.zoneId, zoneId)]),
      ),
    );
  const known = endpoints.map((endpoint) => ({ endpoint, holds: registered(endpoint) }));
  const possible = known.filter(({ holds }) => holds !== "no");
  const answers = possible.map(({ endpoint }): Answer => ({ kind: "private", endpoint, isAssumed: false }));
  if (known.some(({ holds }) => holds === "yes")) return answers;
  const others = known.filter(({ holds }) => holds === "no").map(({ endpoint }) => endpoint);
  const unseen = endpoints.length === 0 ? [noEndpoint] : others.map(assumed);
  return [
    ...answers,
    ...withoutRecord(link, others, vault, network),
    ...(mayHold(link, zones, vault, network) ? unseen : []),
  ];
}

/** Whether a zone may have a record of a vault that no endpoint here writes: which address that has is not asked. */
function mayHold({ zoneId }: VirtualNetworkLink, zones: Zones, vault: Vault, network: Network): boolean {
  const declared = network.privateDnsZones.filter(({ id }) => sameZone(id, zoneId) !== "no");
  const isWhole =
    declared.some(({ existing }) => !existing) &&
    declared.every((zone) => holdsRecord(zone, vault, zones) === "no") &&
    !mayDeclareAbout(network, ...declared);
  return !isWhole;
}

/** Whether a link gives a network a zone that is certainly for vaults: one of an unknown name is most likely for something else. */
export function linksVaultZone(
  link: VirtualNetworkLink,
  asked: Value,
  vault: Vault,
  network: Network,
  zones: Zones = "alias",
): Truth {
  if (isVaultZone(vault, link.zoneId, zones) !== "yes") return "no";
  return all([link.exists.truth, sameNetwork(link.network.value, asked, network)]);
}

/**
 * A linked zone that does not have the name answers that there is none, unless the link says to ask public DNS then
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://learn.microsoft.com/azure/dns/private-dns-fallback).
 * A policy may add the record, if no other zone has it.
 */
export function withoutRecord(
  link: VirtualNetworkLink,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const redirects = redirectsNames(link, vault);
  const isElsewhere = endpoints.some((endpoint) =>
    registrationsOf(endpoint, vault, network).some(
      ({ zoneId, holds }) => holds === "yes" && sameZone(zoneId, link.zoneId) === "no",
    ),
  );
  const answers: Answer[] = [];
  if (redirects !== "no") answers.push({ kind: "public", why: "redirected" });
  if (redirects !== "yes") answers.push({ kind: "missing", link });
  return isElsewhere ? answers : [...answers, ...endpoints.map(assumed)];
}

/**
 * Whether a link asks public DNS for names that its zone does not have: only for zones of private endpoints, and since this version
 * (https://learn.microsoft.com/azure/dns/private-dns-fallback).
 */
function redirectsNames(link: VirtualNetworkLink, vault: Vault): Truth {
  const isOld = (writtenVersion(link) ?? redirectingSince) < redirectingSince;
  if (isOld || isVaultZone(vault, link.zoneId) !== "yes") return "no";
  return is(link.resolutionPolicy.value, (word) => truth(foldWord(word) === "nxdomainredirect"));
}

/** The first version of the API in which links have a resolution policy. */
export const redirectingSince = "2024-06-01";

/** A zone in a resource group that is named is perhaps not that of the same name in the group that is deployed to. */
export function sameZone(a: Value, b: Value): Truth {
  const same = sameResource(a, b);
  return same === "yes" && hasNamedGroup(a) !== hasNamedGroup(b) ? "maybe" : same;
}

function hasNamedGroup(id: Value): boolean {
  if (id.kind !== "known" || !isIdText(id.value)) return false;
  const text = partsOf(id.value).map((part) => (typeof part === "string" ? part : "\0"));
  return /\/resourcegroups\/[^/\0]+\/providers\//i.test(text.join(""));
}
