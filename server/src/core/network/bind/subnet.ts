import { memberOf } from "../../evaluate/expressions/members.ts";
import { bothExist } from "../../evaluate/instances/frames.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { isDict, isList } from "../../evaluate/values/plain.ts";
import { type Cause, known, unknown, type Value } from "../../evaluate/values/value.ts";
import type { Expression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import type { Field } from "../fields/field.ts";
import { readField, readList } from "../fields/read-field.ts";
import { childId, idAround, linkTo } from "../ids/links.ts";
import type { Subnet } from "../network.ts";
import type { Peering } from "../path-resources.ts";
import type { InstancesOf, Resource } from "../resources-by-type.ts";
import { isBefore } from "../schema/provider-version.ts";
import { objects } from "../schema/spelling.ts";
import { writtenVersion } from "../versioned.ts";
import { eachOnce, partsInside, type Written } from "./parts.ts";
import { bindResource, isAzurerm, type NetworkSchema, networkSchemaOf, subnetSchemaOf } from "./resource.ts";

/** The subnets written inside of virtual networks and those that are resources of their own. */
export function bindSubnets(
  networks: readonly ResourceInstance[],
  subnets: readonly ResourceInstance[],
): readonly Subnet[] {
  return [...networks.flatMap(inlineSubnets), ...subnets.map(ownSubnet)];
}

function ownSubnet(instance: ResourceInstance): Subnet {
  const resource = bindResource(instance);
  const [networkName = unknown([], { span: resource.label })] = instance.nameSegments();
  const around = { name: networkName, id: idAround(resource.id, "/subnets/"), inNetwork: null };
  return readSubnet(resource, written(instance), around);
}

function inlineSubnets(network: ResourceInstance): readonly Subnet[] {
  const resource = bindResource(network);
  const path = isAzurerm(network) ? ["subnet"] : ["properties", "subnets"];
  const list = path.reduce((value, key) => memberOf(value, key, true, at(resource)), network.body());
  if (list.kind !== "known" || !isList(list.value)) return [];
  return list.value.items.map((item, index) => inlineSubnet(network, resource, item, index));
}

function inlineSubnet(network: ResourceInstance, resource: Resource, item: Value, index: number): Subnet {
  const name = memberOf(item, "name", true, { span: item.origin.span });
  const own: Resource = {
    key: `${resource.key}/subnets/${index}`,
    symbol: `${resource.symbol}/${name.kind === "known" && typeof name.value === "string" ? name.value : index}`,
    module: resource.module,
    name,
    id: known(childId(network.id(), "/subnets/", name), item.origin),
    exists: resource.exists,
    label: name.origin.span,
    span: item.origin.span,
    home: resource.home,
    instance: network,
  };
  const around = { name: resource.name, id: network.id(), inNetwork: { name: nameWritten(item) } };
  return readSubnet(own, item, around);
}

function nameWritten(item: Value): Expression | null {
  if (item.kind !== "known" || !isDict(item.value) || !item.value.site) return null;
  const [name] = item.value.site.entries.filter(
    (entry) => entry.kind === "entry" && entry.key.kind === "literal" && entry.key.value === "name",
  );
  return name?.value ?? null;
}

/** What is written of a subnet; nothing is known of one that is only looked up. */
function written(instance: ResourceInstance): Value {
  const { declaration, symbol } = instance;
  const origin = { span: declaration.labelSpan };
  return declaration.existing
    ? unknown({ kind: "existing", symbol }, origin, `existing ${instance.frame.identity}/${symbol}`)
    : instance.body();
}

/** The network of a subnet, and what it is called inside of that, if it is written there. */
interface Around {
  readonly name: Value;
  readonly id: Value;
  readonly inNetwork: Subnet["inNetwork"];
}

/** Written out, because spreading costs more than all else that is done here. */
function readSubnet(resource: Resource, body: Value, around: Around): Subnet {
  const near = resource.label;
  const { instance } = resource;
  const schema = subnetSchemaOf(instance, body);
  const single = readField(body, schema.addressPrefix, near).value;
  const several = readList(body, schema.addressPrefixes, near);
  const values = [single, ...several.items.map((item) => item.field.value)];
  return {
    key: resource.key,
    symbol: resource.symbol,
    module: resource.module,
    name: resource.name,
    id: resource.id,
    exists: resource.exists,
    label: near,
    span: resource.span,
    home: resource.home,
    instance,
    inNetwork: around.inNetwork,
    networkName: around.name,
    networkId: around.id,
    serviceEndpoints: readList(body, schema.serviceEndpoints, near),
    prefixes: values.flatMap((value) => (value.kind === "absent" ? [] : [value])),
    natGateway: readField(body, schema.natGateway, near),
    routeTable: readField(body, schema.routeTable, near),
    defaultOutboundAccess: readOutboundAccess(body, schema, resource),
    securityGroup: readField(body, schema.securityGroup, near),
    privateEndpointNetworkPolicies: readNetworkPolicies(body, schema, resource),
    delegations: readList(body, schema.delegations, near),
  };
}

/**
 * Since this version of the API, it is off by default in new networks, and as it was in others; azurerm always sends a value
 * (https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access).
 */
function readOutboundAccess(
  body: Value,
  schema: NetworkSchema["subnet"],
  resource: Resource,
): Field<boolean> {
  const { label: near, instance, symbol } = resource;
  const field = readField(body, schema.defaultOutboundAccess, near);
  const isNewer = (writtenVersion(resource) ?? "") >= "2025-07-01";
  if (field.value.kind !== "absent" || !isNewer || instance.frame.template.state !== null) return field;
  const call = { kind: "default-if-new", name: symbol } as const;
  return { ...field, value: unknown({ kind: "runtime", call }, { span: near }) };
}

function readNetworkPolicies(
  body: Value,
  schema: NetworkSchema["subnet"],
  { label: near, instance }: Resource,
): Field<string> {
  const field = readField(body, schema.privateEndpointNetworkPolicies, near);
  if (field.value.kind !== "absent") return field;
  const former = schema.formerNetworkPolicies?.map((each) => readField(body, each, near));
  const written = former?.find(({ value }) => value.kind !== "absent");
  if (written || instance.type() !== "azurerm_subnet" || instance.frame.template.state !== null)
    return written ?? field;
  return { ...field, value: defaultPolicies(instance, near) ?? field.value };
}

/**
 * They were on by default until version 4 of azurerm; null if they are off.
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/4.0-upgrade-guide#azurerm_subnet
 */
function defaultPolicies({ frame }: ResourceInstance, span: Span): Value<string> | null {
  switch (isBefore(4, "azurerm", frame)) {
    case "yes":
      return known("Enabled", { span });
    case "no":
      return null;
    case "maybe":
      return unknown({ kind: "runtime", call: { kind: "default-of-version", name: "azurerm" } }, { span });
  }
}

function at(resource: Resource): { readonly span: Resource["label"] } {
  return { span: resource.label };
}

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
