import type { ResourceInstance } from "../../evaluate/types.ts";
import { bothExist } from "../../evaluate/instances/existence.ts";
import { type Cause, known, type Value } from "../../evaluate/values/value.ts";
import { readField, readList } from "../fields/read-field.ts";
import { childId, idAround, linkTo } from "../ids/links.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import type { Peering } from "../path-resources.ts";
import type { Resource } from "../resource.ts";
import { objects } from "../schema/spelling.ts";
import { partsInside, eachOnce, type Written } from "./parts.ts";
import { bindResource, isAzurerm, networkSchemaOf } from "./resource.ts";

const inNetwork = objects("properties", "virtualNetworkPeerings");

/** Reads the peerings that are written inside of networks and those that are resources of their own; exports have each in both ways. */
export function bindPeerings(networks: readonly ResourceInstance[], of: InstancesOf): readonly Peering[] {
  const own = eachOnce(
    of("microsoft.network/virtualnetworks/virtualnetworkpeerings", "azurerm_virtual_network_peering"),
  ).map(ownPeering);
  const inline = networks.flatMap(inlinePeerings);
  const [certain, others] = [own.filter(isCertain), own.filter((each) => !isCertain(each))];
  return [
    ...inline.filter(({ id }) => linkTo(id, certain).kind !== "declared"),
    ...certain,
    ...others.filter(({ id }) => linkTo(id, inline).kind !== "declared"),
  ];
}

function isCertain({ exists, instance }: Peering): boolean {
  return !instance.declaration.existing && exists.truth === "yes";
}

function ownPeering({ resource, body }: Written): Peering {
  return readPeering(resource, idAround(resource.id, "/virtualnetworkpeerings/"), body);
}

function inlinePeerings(network: ResourceInstance): readonly Peering[] {
  if (isAzurerm(network) || network.declaration.existing) return [];
  const around = bindResource(network);
  const { parts } = partsInside(network.body(), inNetwork, network, around.label);
  return parts.map(({ name, label, body, exists }, index) => {
    const key = `${around.key}/virtualNetworkPeerings/${index}`;
    const symbol = `${around.symbol}/${name.kind === "known" && typeof name.value === "string" ? name.value : index}`;
    const id = known(childId(around.id, "/virtualNetworkPeerings/", name), body.origin);
    const span = body.origin.span;
    const own = bothExist(around.exists, exists);
    const resource = { ...around, key, symbol, name, id, exists: own, label, span };
    return readPeering(resource, around.id, body);
  });
}

/** Why a network may have more peerings inside of it than those that are read. */
export function openPeerings({ instance, label }: Resource, body: Value): readonly Cause[] {
  return isAzurerm(instance) ? [] : partsInside(body, inNetwork, instance, label).open;
}

function readPeering(resource: Resource, networkId: Value, body: Value): Peering {
  const { instance, label } = resource;
  const schema = networkSchemaOf(instance).peering;
  return {
    ...resource,
    networkId,
    remote: readField(body, schema.remote, label),
    allowsAccess: readField(body, schema.allowsAccess, label),
    allowsForwarded: readField(body, schema.allowsForwarded, label),
    isComplete: readField(body, schema.isComplete, label),
    localSubnets: readList(body, schema.localSubnets, label),
    remoteSubnets: readList(body, schema.remoteSubnets, label),
  };
}
