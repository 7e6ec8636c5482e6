import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { known, unknown } from "../../evaluate/values/value.ts";
import type { Association } from "./associations.ts";
import { withAssociated } from "./associations.ts";
import { zoneGroupsOf } from "./dns.ts";
import { bindResource } from "./resource.ts";
import { linkTo, networkIdOf } from "../ids/links.ts";
import { meantVault } from "../ids/meant-vault.ts";
import type { Connection, PrivateEndpoint, Subnet, Vault } from "../network.ts";
import type { Resource } from "../resource.ts";
import { nothingListed } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { azurermAssociations } from "../schema/azurerm-network.ts";
import { privateEndpointSchemaOf } from "../schema/choose.ts";
import type { PrivateEndpointSchema } from "../schema/schema.ts";

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
  const schema = privateEndpointSchemaOf(instance);
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
  schema: PrivateEndpointSchema,
  kind: "connections" | "manualConnections",
  resource: Resource,
  vaults: readonly Vault[],
): readonly Connection[] {
  const { value } = readField(body, schema[kind], resource.label);
  if (value.kind !== "known") return [];
  return value.value.items.map((item) => {
    const target = readField(item, schema.target, item.origin.span);
    const link =
      target.value.kind === "absent"
        ? null
        : meantVault(resource.instance, linkTo(target.value, vaults), vaults);
    return {
      target,
      vault: link,
      groupIds: readList(item, schema.groupIds, item.origin.span),
      manual: kind === "manualConnections" || isManual(item, schema),
    };
  });
}

function isManual(item: Value, { isManual: written }: PrivateEndpointSchema): boolean {
  const manual = written && readField(item, written, item.origin.span).value;
  return manual?.kind === "known" && manual.value;
}

function networkOf(subnetId: Value<string | Text> | Absent, resource: Resource): Value {
  const origin = { span: resource.label };
  const network = subnetId.kind === "known" ? networkIdOf(subnetId.value) : null;
  return network === null ? unknown([], origin) : known(network, origin);
}
