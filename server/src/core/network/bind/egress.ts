import type { ResourceInstance } from "../../evaluate/types.ts";
import { type Association, associationsOf, withAssociated } from "./associations.ts";
import { bindResource, configured, networkSchemaOf } from "./resource.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import type { NatGateway, PublicIp, PublicIpPrefix } from "../network.ts";
import { readField, readList } from "../fields/read-field.ts";
import { referredTo } from "../ids/referenced-property.ts";
import { azurermAssociations } from "../schema/azurerm.ts";
import { distinctCauses } from "../../evaluate/values/value.ts";
import type { Route, RouteTable } from "../path-resources.ts";
import { type Part, partsBeside, partsInside, together, eachOnce } from "./parts.ts";

/** The resources of azurerm that give NAT gateways their addresses. */
interface AddressAssociations {
  readonly publicIps: readonly Association[];
  readonly publicIpPrefixes: readonly Association[];
}

/** Reads NAT gateways. */
export function bindNatGateways(of: InstancesOf): readonly NatGateway[] {
  const { natGateway: key } = azurermAssociations;
  const associations = {
    publicIps: associationsOf(of("azurerm_nat_gateway_public_ip_association"), key),
    publicIpPrefixes: associationsOf(of("azurerm_nat_gateway_public_ip_prefix_association"), key),
  };
  const gateways = of("microsoft.network/natgateways", "azurerm_nat_gateway");
  return gateways.map((each) => bindNatGateway(each, associations));
}

function bindNatGateway(instance: ResourceInstance, associations: AddressAssociations): NatGateway {
  const resource = bindResource(instance);
  const body = configured(instance);
  const schema = networkSchemaOf(instance).natGateway;
  const { publicIp, publicIpPrefix } = azurermAssociations;
  return {
    ...resource,
    publicIps: withAssociated(
      readList(body, schema.publicIps, resource.label),
      resource.id,
      associations.publicIps,
      publicIp,
    ),
    publicIpPrefixes: withAssociated(
      readList(body, schema.publicIpPrefixes, resource.label),
      resource.id,
      associations.publicIpPrefixes,
      publicIpPrefix,
    ),
  };
}

/** Reads a public IP address. */
export function bindPublicIp(instance: ResourceInstance): PublicIp {
  const resource = bindResource(instance);
  const schema = networkSchemaOf(instance).publicIp;
  return {
    ...resource,
    address: referredTo(instance, schema.address.path),
    prefix: readField(configured(instance), schema.prefix, resource.label),
  };
}

/** Reads a prefix of public IP addresses. */
export function bindPublicIpPrefix(instance: ResourceInstance): PublicIpPrefix {
  const schema = networkSchemaOf(instance).publicIpPrefix;
  return { ...bindResource(instance), range: referredTo(instance, schema.range.path) };
}

/** Reads route tables with the routes that are written in them, and those that are resources of their own. */
export function bindRouteTables(of: InstancesOf): readonly RouteTable[] {
  const tables = eachOnce(of("microsoft.network/routetables", "azurerm_route_table"));
  const routes = of("microsoft.network/routetables/routes", "azurerm_route");
  const besideOf = partsBeside(tables, routes, "/routes/");
  return tables.map((table) => {
    const { resource, body } = table;
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).routeTable;
    const { parts, open } = together(partsInside(body, schema.routes, instance, label), besideOf(table));
    const [certain, perhaps] = [parts.filter(isCertain), parts.filter((part) => !isCertain(part))];
    const why = perhaps.flatMap(({ instance: { symbol } }) => [{ kind: "runtime", call: symbol } as const]);
    return { ...resource, routes: certain.map(readRoute), open: distinctCauses([...open, ...why]) };
  });
}

function isCertain({ exists }: Part): boolean {
  return exists.truth === "yes";
}

function readRoute({ name, label, body, instance }: Part): Route {
  const schema = networkSchemaOf(instance).route;
  return {
    name,
    label,
    prefix: readField(body, schema.prefix, label),
    nextHopType: readField(body, schema.nextHopType, label),
    nextHopAddress: readField(body, schema.nextHopAddress, label),
  };
}
