import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Plain, Text } from "../../evaluate/values/plain.ts";
import { type Cause, causesOf, unknown, type Value } from "../../evaluate/values/value.ts";
import { all, type Truth } from "../../logic/truth.ts";
import type { Field, FieldSchema, ListField, ListSchema } from "../fields/field.ts";
import { unknownList } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { namesakes, sameResource, twinsOf } from "../ids/links.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import type { Subnet } from "../network.ts";
import { azurermAssociations } from "../schema/azurerm.ts";

/** A resource of azurerm that says something of another one, which it names by id. */
export interface Association {
  /** The id of the other one. */
  readonly id: Value;
  readonly instance: ResourceInstance;
}

/** Reads which resources associations are about, each in the attribute `key`. */
export function associationsOf(
  instances: readonly ResourceInstance[],
  key: FieldSchema<string | Text>,
): readonly Association[] {
  return instances.flatMap((instance) => {
    const { value } = readField(instance.body(), key, instance.declaration.labelSpan);
    return value.kind === "absent" || instance.exists().truth === "no" ? [] : [{ id: value, instance }];
  });
}

/** Terraform's azurerm says in resources of their own which NAT gateway, route table and security group a subnet has. */
export function withAssociations(subnets: readonly Subnet[], of: InstancesOf): readonly Subnet[] {
  const { subnet: key, natGateway, routeTable, securityGroup } = azurermAssociations;
  const natGateways = associationsOf(of("azurerm_subnet_nat_gateway_association"), key);
  const routeTables = associationsOf(of("azurerm_subnet_route_table_association"), key);
  const groups = associationsOf(of("azurerm_subnet_network_security_group_association"), key);
  if (natGateways.length === 0 && routeTables.length === 0 && groups.length === 0) return subnets;
  return subnets.map((subnet) => ({
    ...subnet,
    natGateway: orAssociated(subnet.natGateway, subnet.id, natGateways, natGateway),
    routeTable: orAssociated(subnet.routeTable, subnet.id, routeTables, routeTable),
    securityGroup: orAssociated(subnet.securityGroup, subnet.id, groups, securityGroup),
  }));
}

/** A field, or what an association says instead. */
export function orAssociated<T extends Plain>(
  field: Field<T>,
  owner: Value,
  associations: readonly Association[],
  other: FieldSchema<T>,
): Field<T> {
  const first = onlyAssociated(owner, associations);
  return first ? associatedField(first, other) : field;
}

/** A list, or the one that an association has instead. */
export function orAssociatedList<T>(
  list: ListField<T>,
  owner: Value,
  associations: readonly Association[],
  other: ListSchema<T>,
): ListField<T> {
  const first = onlyAssociated(owner, associations);
  if (!first) return list;
  const { instance, holds } = first;
  const written = readList(instance.body(), other, instance.declaration.labelSpan);
  return holds === "yes" ? written : unknownList(written, whyPerhaps(first));
}

/** A list with what resources of their own add to it. */
export function withAssociated<T extends Plain>(
  list: ListField<T>,
  owner: Value,
  associations: readonly Association[],
  other: FieldSchema<T>,
): ListField<T> {
  const added = associated(owner, associations);
  if (added.length === 0) return list;
  const items = added.map((each, index) => ({
    field: associatedField(each, other),
    whole: each.instance.body(),
    index: list.items.length + index,
    slot: null,
  }));
  return { ...list, state: "written", items: [...list.items, ...items] };
}

/** An association that is about a resource, or may be. */
interface Associated extends Association {
  readonly holds: Truth;
}

/** Where a resource has one association of a kind, a certain one leaves no room for others. */
function onlyAssociated(owner: Value, associations: readonly Association[]): Associated | undefined {
  const certain = associated(owner, twinsOf(owner, associations)).find(({ holds }) => holds === "yes");
  return certain ?? associated(owner, associations)[0];
}

function associated(owner: Value, associations: readonly Association[]): readonly Associated[] {
  if (associations.length === 0) return [];
  return namesakes(owner, associations).flatMap((each) => {
    const holds = all([sameResource(each.id, owner), each.instance.exists().truth]);
    return holds === "no" ? [] : [{ ...each, holds }];
  });
}

/** Of what only may belong to a resource, the value is not known. */
function associatedField<T extends Plain>(each: Associated, other: FieldSchema<T>): Field<T> {
  const { instance, holds } = each;
  const field = readField(instance.body(), other, instance.declaration.labelSpan);
  if (holds === "yes" || field.value.kind === "absent") return field;
  const because = [...instance.exists().because, ...causesOf(field.value)];
  return { ...field, value: unknown(because, field.value.origin) };
}

function whyPerhaps({ id, instance }: Associated): readonly Cause[] {
  return [...instance.exists().because, ...causesOf(id)];
}
