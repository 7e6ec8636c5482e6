import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import {
  type Absent,
  causesOf,
  distinctCauses,
  is,
  known,
  unknown,
  type Value,
} from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { type Association, withAssociated } from "./associations.ts";
import { zoneGroupsOf } from "./dns.ts";
import { partsInside } from "./parts.ts";
import { bindResource, type NetworkSchema, networkSchemaOf } from "./resource.ts";
import { linkTo, networkIdOf } from "../ids/links.ts";
import { targetVault } from "../ids/meant-vault.ts";
import type { Connection, PrivateEndpoint, Subnet, Vault } from "../network.ts";
import type { Resource } from "../resource.ts";
import { nothingListed } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { azurermAssociations } from "../schema/azurerm.ts";

/** What says of private endpoints, in resources of their own, how they are registered in DNS and in which groups they are. */
export interface BesideEndpoints {
  readonly zoneGroups: readonly ResourceInstance[];
  readonly applicationSecurityGroups: readonly Association[];
}

/** Reads a private endpoint, the vaults its connections refer to, and what registers it in DNS. */
export function bindPrivateEndpoint(
  instance: ResourceInstance,
  subnets: readonly Subnet[],
  vaults: readonly Vault[],
  beside: BesideEndpoints,
): PrivateEndpoint {
  const resource = bindResource(instance);
  const body = instance.body();
  const schema = networkSchemaOf(instance).privateEndpoint;
  const subnetId = readField(body, schema.subnet, resource.label).value;
  const subnet = subnetId.kind === "absent" ? null : linkTo(subnetId, subnets);
  return {
    ...resource,
    subnet,
    networkId: subnet?.kind === "declared" ? subnet.to.networkId : networkOf(subnetId, resource),
    connections: [
      ...connectionsOf(body, schema, "connections", resource, vaults),
      ...connectionsOf(body, schema, "manualConnections", resource, vaults),
    ],
    zoneGroups: zoneGroupsOf(resource, beside.zoneGroups),
    addresses: readList(body, schema.addresses, resource.label),
    applicationSecurityGroups: withAssociated(
      schema.applicationSecurityGroups
        ? readList(body, schema.applicationSecurityGroups, resource.label)
        : nothingListed(resource.label),
      resource.id,
      beside.applicationSecurityGroups,
      azurermAssociations.applicationSecurityGroup,
    ),
  };
}

function connectionsOf(
  body: Value,
  schema: NetworkSchema["privateEndpoint"],
  kind: "connections" | "manualConnections",
  resource: Resource,
  vaults: readonly Vault[],
): readonly Connection[] {
  const { instance, label } = resource;
  const { parts, open } = partsInside(body, schema[kind], instance, label);
  const perhaps: Existence = { truth: "maybe", because: open };
  const unseen = open.length > 0 ? [{ body: unknown(open, { span: label }), exists: perhaps }] : [];
  return [...parts, ...unseen].map(({ body: item, exists }) => {
    const near = item.origin.span;
    const target = readField(item, schema.target, near);
    const { value } = target;
    const manual = schema.isManual ? readField(item, schema.isManual, near).value : null;
    return {
      exists: exists.truth,
      target,
      vault: value.kind === "absent" ? null : targetVault(instance, value, vaults),
      groupIds: readList(item, schema.groupIds, near),
      manual: kind === "manualConnections" ? "yes" : manual ? is(manual, truth) : "no",
      because: distinctCauses([...exists.because, ...causesOf(value), ...(manual ? causesOf(manual) : [])]),
    };
  });
}

function networkOf(subnetId: Value<string | Text> | Absent, resource: Resource): Value {
  const origin = { span: resource.label };
  const network = subnetId.kind === "known" ? networkIdOf(subnetId.value) : null;
  return network === null ? unknown([], origin) : known(network, origin);
}
