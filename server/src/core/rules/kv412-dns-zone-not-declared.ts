import { knownZoneName, zoneNames } from "../path/private-dns.ts";
import { nameOf } from "../access/vault-label.ts";
import { groupParts } from "../evaluate/instances/resource-id.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { equalValues, textOf } from "../evaluate/values/plain.ts";
import { textPieces } from "../evaluate/values/symbol.ts";
import { type Absent, hops, known, type Value } from "../evaluate/values/value.ts";
import { idAround, sameResource } from "../network/ids/links.ts";
import { isReadInFull } from "../network/may-declare.ts";
import type { Network } from "../network/network.ts";
import { judgedVaults, placeOfItem } from "../network/places.ts";
import type { Resource } from "../network/resources-by-type.ts";
import type { Span } from "../text/document.ts";
import { declareMissingZone } from "../fixes/declare/resolve-privately.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const dnsZoneNotDeclared: Rule = {
  code: "KV412",
  name: "dns-zone-not-declared",
  severity: "warning",
  fixable: true,
  references: learn(
    "private-link/private-endpoint-dns-integration",
    "dns/private-dns-virtual-network-links",
    "azure-resource-manager/troubleshooting/error-not-found",
  ),
  check,
};

/** A place that refers to a zone, and the resource that does. */
interface ZoneReference {
  readonly resource: Resource;
  readonly zoneId: Value | Absent;
  readonly span: Span;
}

/** Zones have conventional names, so a module that cannot be read may declare one without being given its name. */
function check(network: Network): readonly Finding[] {
  if (!isReadInFull(network)) return [];
  const references = [...groupReferences(network), ...childReferences(network)];
  return references.flatMap(({ resource, zoneId, span }) => {
    const { exists, instance } = resource;
    if (exists.truth !== "yes" || zoneId.kind !== "known") return [];
    const zone = knownZoneName(zoneId);
    if (zone === null || !vaultZones.includes(zone) || isDeclared(zoneId, network)) return [];
    if (!isOfDeployment(zoneId, instance, network)) return [];
    return finding(null, {
      fact: { kind: "KV412", resource: nameOf(resource), zone },
      span,
      about: resource,
      fixes: declareMissingZone(waitingFor(zoneId, resource, references), zoneId, zone, network),
    });
  });
}

/** The resources that refer to a zone, whichever of them is reported. */
function waitingFor(
  zoneId: Value,
  one: Resource,
  references: readonly ZoneReference[],
): readonly [Resource, ...Resource[]] {
  const same = references.filter(
    (each) => each.zoneId.kind !== "absent" && sameResource(each.zoneId, zoneId) === "yes",
  );
  const [first = one, ...others] = new Set(same.map(({ resource }) => resource));
  return [first, ...others];
}

const vaultZones: readonly string[] = [...zoneNames.vault, ...zoneNames.managedHsm];

function groupReferences({ privateEndpoints }: Network): readonly ZoneReference[] {
  return privateEndpoints.flatMap((endpoint) =>
    endpoint.zoneGroups
      .filter(({ exists }) => exists.truth === "yes")
      .flatMap(({ zones }) => zones.items)
      .map((item) => ({ resource: endpoint, zoneId: item.field.value, span: placeOfItem(item) })),
  );
}

/** Links and records are children of a zone. */
function childReferences({ virtualNetworkLinks, addressRecords }: Network): readonly ZoneReference[] {
  return [...virtualNetworkLinks, ...addressRecords]
    .filter(({ instance }) => !instance.declaration.existing)
    .map((child) => ({ resource: child, zoneId: child.zoneId, span: child.label }));
}

/** A zone that is looked up exists, and one whose condition is not met exists elsewhere. */
function isDeclared(zoneId: Value, { privateDnsZones }: Network): boolean {
  return privateDnsZones.some(({ id }) => sameResource(id, zoneId) !== "no");
}

/** Whether the zone is certainly in a resource group that is declared here, or in the one that the root is deployed to. */
function isOfDeployment(zoneId: Value, { frame }: ResourceInstance, network: Network): boolean {
  const group = idAround(zoneId, "/providers/");
  const declared = network
    .resources("microsoft.resources/resourcegroups", "azurerm_resource_group")
    .filter((each) => !each.declaration.existing && each.exists().truth !== "no");
  if (declared.some((each) => equalValues(each.id(), group, true) === "yes")) return true;
  const root = rootOf(frame);
  const isEarlier = root.template.dialect === "terraform" || isGivenByParameter(group) || !isWhole(network);
  return (
    !isEarlier && equalValues(known(textOf(groupParts(root.group)), group.origin), group, true) === "yes"
  );
}

/**
 * A group that exists before the deployment may have the zone already: templates that are deployed one after the other refer to networks
 * and zones of earlier ones by ID. One that creates the network and the vault is not such a part.
 */
function isWhole(network: Network): boolean {
  const isCreated = ({ instance, exists }: Resource): boolean =>
    !instance.declaration.existing && exists.truth === "yes";
  return network.virtualNetworks.some(isCreated) && judgedVaults(network).some(isCreated);
}

/** A parameter can name another group; its default is then only an example. */
function isGivenByParameter(group: Value): boolean {
  return textPieces(group).some(
    (piece) => typeof piece !== "string" && hops(piece.origin).some(({ via }) => via.startsWith("parameter")),
  );
}

function rootOf(frame: Frame): Frame {
  return frame.caller ? rootOf(frame.caller) : frame;
}
